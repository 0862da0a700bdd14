"""Holds pages against axe-core in Chromium, and against a window of 400 pixels: accessibility.py CHROMIUM PAGE…

Ends with 1 where a rule is broken, or where a page is wider than the window.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import axe_core_python

RULES = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text()
QUESTION = """
axe.run(document, {resultTypes: ['violations']}).then(found => {
  const answer = document.createElement('pre');
  answer.id = 'answer';
  answer.textContent = JSON.stringify({
    wide: document.scrollingElement.scrollWidth - innerWidth, rules: found.passes.length,
    broken: found.violations.map(rule => [rule.id, rule.help, rule.nodes.map(node => node.html.slice(0, 120))]),
  });
  document.body.append(answer);
});
"""


def answer(browser, page, scheme):
    """What the rules say of a page on a light (1) or a dark (0) ground."""
    text = pathlib.Path(page).read_text()
    # The rules are a script from elsewhere, which the page itself would not run.
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    code = RULES.replace("</script", "<\\/script") + QUESTION
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "page.html"
        path.write_text(text.replace("</body>", f"<script>{code}</script></body>"))
        dump = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--window-size=400,900",
             f"--blink-settings=preferredColorScheme={scheme}", "--virtual-time-budget=60000", "--dump-dom",
             f"file://{path}"], capture_output=True, text=True, check=True).stdout
    found = re.search(r'<pre id="answer">(.*?)</pre>', dump, re.S)
    return json.loads(found.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")) if found else None


def main(browser, *pages):
    """Prints what is wrong, a line each."""
    faults = 0
    for page in pages:
        for scheme in (1, 0):
            said = answer(browser, page, scheme)
            if said is None or said["rules"] == 0:
                print(f"{page}: no rule was applied")
                faults += 1
                continue
            for rule, words, nodes in said["broken"]:
                print(f"{page}: {rule}: {words}: {len(nodes)} times, first {nodes[0]}")
                faults += 1
            if said["wide"] > 0:
                print(f"{page}: {said['wide']} pixels wider than a window of 400")
                faults += 1
    print(f"{len(pages)} pages, {faults} faults")
    return min(faults, 1)


sys.exit(main(*sys.argv[1:]))
