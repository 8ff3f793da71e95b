"""Which words are looked at in every draft, why, and what is better said instead?"""

from typing import Final

# Kinds, as the rules ask for them.
INTERNAL: Final = "internal"
DISCRIMINATING: Final = "discriminating"
DISRESPECTFUL: Final = "disrespectful"
OBSCENE: Final = "obscene"
HEARSAY: Final = "hearsay"

_OFFICE: Final = "庁内の事務で使う言葉です。市民に向けた言い方にしてください。"
_DISABILITY: Final = "障がいのある方を傷つける言葉です。"
_WORK: Final = "職業への偏見につながる言葉です。"
_RUMOUR: Final = "うわさと受け取られます。確かめた事実だけを、出典とともに書いてください。"
_INDECENT: Final = "市の投稿にふさわしくない言葉です。"

WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    *((text, INTERNAL, _OFFICE) for text in ("起案", "伺文", "回議", "庁議", "合議", "後閲")),
    *((text, INTERNAL, _OFFICE) for text in ("供覧", "課内回覧", "たたき台", "取り扱い要領案")),
    *((text, INTERNAL, _OFFICE) for text in ("議会対応", "想定問答", "答弁書")),
    (
        "内部資料",
        INTERNAL,
        "公表を前提としない資料を指す言葉です。発信してよい内容かを確かめてください。",
    ),
    (
        "内部情報",
        INTERNAL,
        "公表を前提としない情報を指す言葉です。発信してよい内容かを確かめてください。",
    ),
    ("未公表", INTERNAL, "まだ公表していない情報を指す言葉です。公表の日を確かめてください。"),
    ("めくら", DISCRIMINATING, f"{_DISABILITY}「目の不自由な方」などと言い換えてください。"),
    ("つんぼ", DISCRIMINATING, f"{_DISABILITY}「耳の不自由な方」などと言い換えてください。"),
    ("びっこ", DISCRIMINATING, f"{_DISABILITY}「足の不自由な方」などと言い換えてください。"),
    ("盲目的", DISCRIMINATING, f"{_DISABILITY}「無批判な」などと言い換えてください。"),
    ("片手落ち", DISCRIMINATING, f"{_DISABILITY}「不公平」「不十分」などと言い換えてください。"),
    ("気違い", DISCRIMINATING, f"{_DISABILITY}この言葉を使わない文にしてください。"),
    ("気狂い", DISCRIMINATING, f"{_DISABILITY}この言葉を使わない文にしてください。"),
    ("きちがい", DISCRIMINATING, f"{_DISABILITY}この言葉を使わない文にしてください。"),
    ("精神分裂病", DISCRIMINATING, "いまの名称は「統合失調症」です。"),
    ("痴呆", DISCRIMINATING, "いまの名称は「認知症」です。"),
    ("知恵遅れ", DISCRIMINATING, f"{_DISABILITY}「知的障がい」などと言い換えてください。"),
    ("身障者", DISCRIMINATING, "略さず「身体に障がいのある方」などと書いてください。"),
    ("健常者", DISCRIMINATING, "「障がいのない方」などと言い換えてください。"),
    ("外人", DISCRIMINATING, "「外国人」「外国人住民」などと言い換えてください。"),
    ("部落民", DISCRIMINATING, "差別につながる言葉です。この言葉を使わない文にしてください。"),
    ("土人", DISCRIMINATING, "差別につながる言葉です。この言葉を使わない文にしてください。"),
    ("支那", DISCRIMINATING, "「中国」と言い換えてください。"),
    ("三国人", DISCRIMINATING, "差別につながる言葉です。この言葉を使わない文にしてください。"),
    (
        "混血児",
        DISCRIMINATING,
        "差別につながる言葉です。「外国にルーツのある子ども」などとしてください。",
    ),
    ("帰化人", DISCRIMINATING, "「渡来人」「日本国籍を取得した方」などと言い換えてください。"),
    ("父兄", DISCRIMINATING, "家族の形を限る言葉です。「保護者」と言い換えてください。"),
    (
        "女流",
        DISCRIMINATING,
        "性別を強調する言葉です。「女流」を除いても伝わるか確かめてください。",
    ),
    ("女だてらに", DISCRIMINATING, "性別で決めつける言葉です。この言葉を除いてください。"),
    ("男のくせに", DISCRIMINATING, "性別で決めつける言葉です。この言葉を除いてください。"),
    ("女のくせに", DISCRIMINATING, "性別で決めつける言葉です。この言葉を除いてください。"),
    (
        "ホモ",
        DISCRIMINATING,
        "性的少数者を傷つける言葉です。「ゲイ」「同性愛の方」などとしてください。",
    ),
    (
        "オカマ",
        DISCRIMINATING,
        "性的少数者を傷つける言葉です。この言葉を使わない文にしてください。",
    ),
    (
        "オネエ",
        DISCRIMINATING,
        "性的少数者を傷つける言葉です。この言葉を使わない文にしてください。",
    ),
    ("浮浪者", DISCRIMINATING, "「路上で生活している方」などと言い換えてください。"),
    ("乞食", DISCRIMINATING, "差別につながる言葉です。この言葉を使わない文にしてください。"),
    ("看護婦", DISCRIMINATING, "いまの名称は「看護師」です。"),
    ("保健婦", DISCRIMINATING, "いまの名称は「保健師」です。"),
    ("保母", DISCRIMINATING, "いまの名称は「保育士」です。"),
    ("助産婦", DISCRIMINATING, "いまの名称は「助産師」です。"),
    ("掃除婦", DISCRIMINATING, f"{_WORK}「清掃員」などと言い換えてください。"),
    ("土方", DISCRIMINATING, f"{_WORK}「建設作業員」などと言い換えてください。"),
    ("百姓", DISCRIMINATING, f"{_WORK}「農家」「農業に携わる方」などと言い換えてください。"),
    ("馬鹿", DISRESPECTFUL, "人を傷つける言葉です。この言葉を除いてください。"),
    ("バカ", DISRESPECTFUL, "人を傷つける言葉です。この言葉を除いてください。"),
    ("アホ", DISRESPECTFUL, "人を傷つける言葉です。この言葉を除いてください。"),
    ("間抜け", DISRESPECTFUL, "人を傷つける言葉です。この言葉を除いてください。"),
    ("ババア", DISRESPECTFUL, "人を傷つける言葉です。「高齢の方」などとしてください。"),
    ("ジジイ", DISRESPECTFUL, "人を傷つける言葉です。「高齢の方」などとしてください。"),
    ("老害", DISRESPECTFUL, "人を傷つける言葉です。この言葉を除いてください。"),
    ("死ね", DISRESPECTFUL, "人を傷つける言葉です。この言葉を除いてください。"),
    ("くたばれ", DISRESPECTFUL, "人を傷つける言葉です。この言葉を除いてください。"),
    ("低能", DISRESPECTFUL, "人を傷つける言葉です。この言葉を除いてください。"),
    ("田舎者", DISRESPECTFUL, "見下す言い方と受け取られます。別の言い方にしてください。"),
    ("シナ人", DISRESPECTFUL, "「中国人」と言い換えてください。"),
    *((text, OBSCENE, _INDECENT) for text in ("アダルトサイト", "アダルト動画", "ポルノ")),
    *(
        (text, OBSCENE, _INDECENT)
        for text in ("エロ", "エッチ", "風俗店", "ヌード", "わいせつ動画")
    ),
    *((text, HEARSAY, _RUMOUR) for text in ("との噂", "とのうわさ", "という噂", "といううわさ")),
    *(
        (text, HEARSAY, _RUMOUR)
        for text in ("噂によると", "うわさによると", "噂では", "うわさでは")
    ),
    *((text, HEARSAY, _RUMOUR) for text in ("ネットで話題", "未確認情報", "真偽は不明")),
    *((text, HEARSAY, _RUMOUR) for text in ("知人から聞いた", "らしいです", "らしいので")),
    ("拡散希望", HEARSAY, "うわさを広げる言い方です。市の投稿では使わないでください。"),
    ("拡散してください", HEARSAY, "うわさを広げる言い方です。市の投稿では使わないでください。"),
)
