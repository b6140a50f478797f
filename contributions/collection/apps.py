from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "contributions.collection"
    label = "collection"
