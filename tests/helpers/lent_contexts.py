"""Browser contexts that tests use one after the other: each is lent empty, as if it were new.

A new context costs Chromium a window and two pages of its own, about a second of a processor; emptying one
costs a hundredth of that. A page that stays open keeps a context's window.
"""

from contextlib import contextmanager
from urllib.parse import urlsplit

# What a test changes in this way stays, so such a context is not lent again.
_LASTING = (
    "add_cookies", "add_init_script", "expose_binding", "expose_function", "grant_permissions", "route",
    "route_from_har", "set_default_timeout", "set_extra_http_headers", "set_geolocation", "set_offline",
)  # fmt: skip

# ms for each wait: tests run side by side, on computers that have other things to do as well.
_PATIENCE = 120_000


class Contexts:
    """Contexts of one browser, kept by their options while nobody uses them."""

    def __init__(self, browser):
        self._browser = browser
        self._free = []  # those that nobody uses, as (options, context)

    @contextmanager
    def lent(self, **options):
        """A context with nothing in it; what is opened, kept and listened to in it ends afterwards."""
        context = self._taken(options)
        use = _Use(context)
        try:
            yield context
        finally:
            if use.end():
                self._free.append((options, context))
            else:
                context.close()

    def _taken(self, options):
        for place, (known, context) in enumerate(self._free):
            if known == options:
                del self._free[place]
                return context
        context = self._browser.new_context(**options)
        context.set_default_timeout(_PATIENCE)
        context.new_page()  # it holds the window
        return context


class _Use:
    """What one test does in a context, from the loan to the return."""

    def __init__(self, context):
        self._context, (self._anchor,) = context, context.pages
        self._altered, self._listeners, self._origins = [], [], set()
        self._listen = context.on
        context.on = self._on
        for name in _LASTING:
            setattr(context, name, self._marked(getattr(context, name)))
        context.on("request", lambda request: self._origins.add("{}://{}".format(*urlsplit(request.url))))

    def _on(self, event, listener):
        self._listeners.append((event, listener))
        self._listen(event, listener)

    def _marked(self, function):
        def called(*arguments, **options):
            self._altered.append(function)
            return function(*arguments, **options)

        return called

    def end(self):
        """Close and remove what the test has left; whether the context is as it was."""
        for page in self._context.pages:
            if page is not self._anchor:
                page.close()
        for event, listener in self._listeners:
            self._context.remove_listener(event, listener)
        for name in ("on", *_LASTING):
            delattr(self._context, name)
        if self._altered:
            return False
        self._context.clear_cookies()
        session = self._context.new_cdp_session(self._anchor)
        for origin in self._origins:
            if origin.startswith("http"):
                session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        session.detach()
        return True
