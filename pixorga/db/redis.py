"""The cache in Redis, as Django knows it, with a client that is made once."""

from django.core.cache.backends import redis as django_redis


class Client(django_redis.RedisCacheClient):
    """Django makes a client for each call, with the table of all the commands that it may be told."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._clients: dict[int, object] = {}

    def get_client(self, key: str | None = None, *, write: bool = False) -> object:
        index = self._get_connection_pool_index(write)
        client = self._clients.get(index)
        if client is None:
            client = self._clients[index] = super().get_client(key, write=write)
        return client


class RedisCache(django_redis.RedisCache):
    """``BACKEND = "pixorga.db.redis.RedisCache"``."""

    def __init__(self, server: object, params: dict) -> None:
        super().__init__(server, params)
        self._class = Client
