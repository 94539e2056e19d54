"""page.py FILE - is a page that the program wrote fit for anybody? Prints
"all well", or what is wrong: well formed, headings and landmarks, names,
nothing loaded, colours with a contrast of 7 to 1 in every scheme."""
import re
import sys
import xml.etree.ElementTree as ET

text = open(sys.argv[1], encoding="utf-8").read()
head, rest = text.split("\n", 1)
root = ET.fromstring(rest)  # well formed
bad = set()


def check(what, ok):
    if not ok:
        bad.add(what)


def luminance(c):
    c = [int(c[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    c = [x / 12.92 if x <= .03928 else ((x + .055) / 1.055) ** 2.4 for x in c]
    return .2126 * c[0] + .7152 * c[1] + .0722 * c[2]


def contrast(a, b):
    a, b = sorted((luminance(a), luminance(b)), reverse=True)
    return (a + .05) / (b + .05)


check("doctype", head == "<!DOCTYPE html>")
nodes = list(root.iter())
ids = [n.get("id") for n in nodes if n.get("id")]
check("ids are unique", len(ids) == len(set(ids)))
check("language", root.get("lang"))
check("title", (root.findtext("head/title") or "").strip())
for tag in ("h1", "header", "main", "footer"):
    check("one " + tag, len([n for n in nodes if n.tag == tag]) == 1)
levels = [int(n.tag[1]) for n in nodes if re.fullmatch("h[1-6]", n.tag)]
check("no level is left out",
      all(b <= a + 1 for a, b in zip(levels, levels[1:])))
for n in nodes:
    if n.tag == "section":
        check("a section has a name", n.get("aria-labelledby") in ids)
    if n.tag == "nav":
        check("nav has a name", n.get("aria-label"))
    if n.tag == "a":
        href = n.get("href") or ""
        check("a link has words", "".join(n.itertext()).strip())
        if href.startswith("#"):
            check("it leads somewhere: " + href, href[1:] in ids)
        else:
            check("an address: " + href, re.match("https?://", href))
    check("no " + n.tag, n.tag not in (
        "script", "img", "link", "iframe", "object", "embed", "form", "base"))
    for key in n.keys():
        check("no " + key, key not in ("src", "srcset", "style")
              and not key.startswith("on"))
style = root.findtext("head/style")
check("no url() in the style", "url(" not in style and "@import" not in style)
check("no fixed widths", not re.search(r"(?<!max-)width: *\d", style))
schemes = re.findall(r":root \{([^}]*)\}", style)
check("light, dark, print",
      len(schemes) == 3 and "prefers-color-scheme: dark" in style)
for s in schemes:
    v = dict(re.findall(r"--(\w+): (#\w+)", s))
    v = {k: x if len(x) == 7 else "#" + "".join(c * 2 for c in x[1:])
         for k, x in v.items()}
    for name in ("text", "quiet", "link"):
        r = contrast(v[name], v["ground"])
        check("contrast of %s: %.1f" % (name, r), r >= 7)
print("; ".join(sorted(bad)) or "all well")
