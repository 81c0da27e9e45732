"""Sixty texts that would do something if they were taken for more than text."""

RUN = "window.ran=1;alert(1)"
AWAY = "https://elsewhere.invalid/x"

MARKUP = [
    f"<script>{RUN}</script>",
    f"<SCRIPT SRC={AWAY}></SCRIPT>",
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror='{RUN}'>",
    f'"><img src={AWAY} onerror="{RUN}">',
    f"'><svg/onload={RUN}>",
    f'" onmouseover="{RUN}" x="',
    f"' autofocus onfocus='{RUN}' '",
    f"</title><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<iframe src='javascript:{RUN}'></iframe>",
    f"<iframe srcdoc='<script>{RUN}</script>'>",
    f"<object data='{AWAY}'></object>",
    f"<embed src='{AWAY}'>",
    f"<link rel=stylesheet href='{AWAY}'>",
    f"<meta http-equiv=refresh content='0;url={AWAY}'>",
    f"<base href='{AWAY}'>",
    f"<form action='{AWAY}'><button autofocus>x",
    f"<video src='{AWAY}' onerror='{RUN}' autoplay>",
    f"<audio src=x onerror={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<body onload={RUN}>",
    f"<style>@import '{AWAY}';</style>",
    f"<p style=\"background:url('{AWAY}')\">",
    f"<a href='javascript:{RUN}' autofocus>x</a>",
    f"<math><mtext><script>{RUN}</script>",
    f"<svg><animate onbegin={RUN} attributeName=x>",
    f"<svg><foreignObject><script>{RUN}</script>",
    f"<marquee onstart={RUN}>",
    f"<input onfocus={RUN} autofocus>",
    f"<xss style='animation-name:x' onanimationstart={RUN}>",
    "<plaintext>",
    "<table><td>",
    "</td></tr></table>",
    "</p></div></section></main>",
    "<b>fet",
]
STYLE = [
    f"red;background:url({AWAY})",
    f"expression({RUN})",
    f"}} body {{ background: url('{AWAY}') }}",
    '#fff"><i>',
    f"*/@import '{AWAY}';/*",
]
ENTITIES = [
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}",
    f"%3Cscript%3E{RUN}",
    f"\\u003cscript\\u003e{RUN}",
    "&amp;&nbsp;&unknown;",
    f"javascript:{RUN}",
]
TEMPLATES = ["{0.__class__}", "{template}", "{{7*7}}", "${7*7}", "%(name)s %s", "{% raw %}"]
UNPRINTABLE = [
    f"\x00<scr\x00ipt>{RUN}",
    f"a\x0b\x1b[31m\r\u2028\u2029\u0085<script>{RUN}</script>",
    f"\u202e<script>{RUN}</script>\u202c\ufeff",
]
PAYLOADS = [*MARKUP, *STYLE, *ENTITIES, *TEMPLATES, *UNPRINTABLE]
