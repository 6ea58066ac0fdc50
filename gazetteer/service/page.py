"""The page for people who open the service in a browser."""

from __future__ import annotations

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>allonym</title>
<style>body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }</style>
<h1>allonym</h1>
<form action="/resolve"><input name="name" value="Yukhary Ayrym" aria-label="Name"> <button>Resolve</button></form>
<p>Which place, person or organization does a name mean, however it is spelt? Ask
<a href="/resolve?name=Yukhary%20Ayrym">/resolve</a> for one name or POST a list of them, POST a text to /annotate,
<a href="/compare?a=Kalbajar&amp;b=Kelbadjar">/compare</a> two spellings, list the
<a href="/variants?name=Kalbajar">/variants</a> of a name or the <a href="/systems">/systems</a> of transliteration.
All of it is described in <a href="/openapi.json">/openapi.json</a>.</p>
</html>
"""
