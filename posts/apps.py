from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "posts"
    verbose_name = "投稿"

    def ready(self) -> None:
        """Tell the library where its items are used, and which of them are not known yet."""
        from media import uses, withholding
        from posts.media_uses import uses_in_posts, withheld_from

        uses.register(uses_in_posts)
        withholding.register(withheld_from)
