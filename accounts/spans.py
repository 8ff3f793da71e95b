"""How is a span of time written in the sentences of this app?"""


def span(seconds: int) -> str:
    """10時間, or 90分 where hours do not come out even; never less than 1分."""
    minutes = max(1, seconds // 60)
    return f"{minutes // 60}時間" if minutes % 60 == 0 else f"{minutes}分"
