"""Which names look like a private person's and are none: history, places, institutions?"""

from typing import Final

HISTORY: Final = (
    *("南部師行", "南部光行", "南部直房", "南部信光", "安藤昌益", "羽仁もと子", "羽仁吉一"),
    *("三浦哲郎", "西有穆山", "前原寅吉", "北村小松", "楠木正成", "北畠顕家"),
)
# Districts and sights whose names are surnames as well.
PLACES: Final = (
    *("根城", "是川", "種差", "南郷", "島守", "柏崎", "高館", "白銀", "田向", "市川", "諏訪"),
    *("長者", "糠塚", "売市", "田面木", "白山台", "尻内", "河原木", "八太郎", "新湊", "湊", "鮫"),
    *("沼館", "城下", "吹上", "類家", "新井田", "大館", "美保野", "小中野", "江陽", "下長", "上長"),
    *("豊崎", "多賀台", "桔梗野", "日計", "石堂", "湊高台", "三日町", "十三日町", "番町", "内丸"),
    *("館鼻", "蕪島", "櫛引", "中居", "妙", "松館", "金浜", "大久喜"),
)
NAMES: Final = (*HISTORY, *PLACES)
