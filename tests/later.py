"""Copied into a project as `sitecustomize.py`, it lets the project's Python live so many days later as `LATER` says."""

import datetime
import os
import time
from typing import Any

AHEAD = int(os.environ.get("LATER", "0")) * 24 * 60 * 60
really = {name: getattr(time, name) for name in ("time", "time_ns", "gmtime", "localtime", "strftime", "ctime")}


class Day(datetime.date):
    @classmethod
    def today(cls) -> datetime.date:
        return datetime.date.fromtimestamp(time.time())


class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz: Any = None) -> datetime.datetime:
        return datetime.datetime.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls) -> datetime.datetime:
        return cls.now(datetime.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> datetime.datetime:
        return cls.now()


if AHEAD:
    time.time = lambda: really["time"]() + AHEAD
    time.time_ns = lambda: really["time_ns"]() + AHEAD * 10**9
    time.gmtime = lambda seconds=None: really["gmtime"](time.time() if seconds is None else seconds)
    time.localtime = lambda seconds=None: really["localtime"](time.time() if seconds is None else seconds)
    time.strftime = lambda form, moment=None: really["strftime"](form, moment or time.localtime())
    time.ctime = lambda seconds=None: really["ctime"](time.time() if seconds is None else seconds)
    datetime.date, datetime.datetime = Day, Moment  # type: ignore[misc]
