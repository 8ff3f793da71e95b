from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "posts"
    verbose_name = "投稿"

    def ready(self) -> None:
        """Tell the library where its items are used."""
        from media import uses
        from posts.media_uses import uses_in_posts

        uses.register(uses_in_posts)
