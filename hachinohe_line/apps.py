from django.apps import AppConfig


class HachinoheLineConfig(AppConfig):
    name = "hachinohe_line"
