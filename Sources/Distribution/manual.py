#!/usr/bin/env python3
"""Turns the command's description of itself into its manual page.

    sluice --experimental-dump-help | manual.py --version 0.1.0 --date 2026-11-22 > sluice.1

The generator that comes with swift-argument-parser drops every character beyond ASCII and joins the lines of examples, so the page
is made here, from the same description. It is written in mdoc (mandoc.db, section 7).
"""

import argparse
import datetime
import json
import re
import sys

# What every command takes, and the page says once.
COMMON = {"help", "version"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--version", required=True, help="the version for the foot of the page")
    parser.add_argument("--date", required=True, type=datetime.date.fromisoformat, help="its date, yyyy-mm-dd")
    arguments = parser.parse_args()
    command = json.load(sys.stdin)["command"]
    print("\n".join(page(command, arguments.version, arguments.date)))


def page(command, version, date):
    """The lines of the page."""
    name = command["commandName"]
    # strftime would follow the locale.
    month = "January February March April May June July August September October November December".split()[date.month - 1]
    body, statuses = exit_statuses(paragraphs(command))
    yield f".Dd {month} {date.day}, {date.year}"
    yield f".Dt {name.upper()} 1"
    yield f".Os {name} {version}"
    yield ".Sh NAME"
    yield f".Nm {name}"
    yield f".Nd {text(command['abstract'][0].lower() + command['abstract'][1:].rstrip('.'))}"
    yield ".Sh SYNOPSIS"
    yield ".Nm"
    yield ".Ar command"
    yield ".Op Ar argument ..."
    yield ".Sh DESCRIPTION"
    yield from prose(body)
    yield ".Pp"
    yield "Every command takes"
    yield ".Fl \\-help ."
    yield ".Sh COMMANDS"
    for subcommand in command["subcommands"]:
        if subcommand["shouldDisplay"] and subcommand["commandName"] not in COMMON:
            yield from section(subcommand)
    yield ".Sh EXIT STATUS"
    yield ".Bl -tag -width 130"
    for status, meaning in statuses:
        yield f".It {status}"
        yield text(meaning)
    yield ".El"


def section(command):
    """What the page says of one command."""
    yield f".Ss {text(command['commandName'])}"
    arguments = [argument for argument in command["arguments"] if argument["shouldDisplay"] and long_name(argument) not in COMMON]
    yield f".Nm sluice {text(command['commandName'])}"
    for argument in arguments:
        yield f".Op {label(argument)}" if argument["isOptional"] else f".{label(argument)}"
    yield ".Pp"
    yield from prose([command["abstract"], *paragraphs(command)])
    if not arguments:
        return
    yield ".Bl -tag -width Ds"
    for argument in arguments:
        yield f".It {label(argument)}"
        default = argument.get("defaultValue")
        yield text(argument["abstract"] + (f" (default: {default})" if default else ""))
    yield ".El"


def label(argument):
    """An argument as the arguments of a macro line."""
    value = f"Ar \\&{text(argument['valueName'])}" + (" ..." if argument["isRepeating"] else "")
    if argument["kind"] == "positional":
        return value
    name = f"Fl \\-{text(long_name(argument))}"
    return name if argument["kind"] == "flag" else f"{name} {value}"


def long_name(argument):
    """An argument's name without its dashes; None of one that has its place."""
    return next((name["name"] for name in argument.get("names", []) if name["kind"] == "long"), None)


def paragraphs(command):
    """A command's discussion, paragraph by paragraph."""
    return [part for part in command.get("discussion", "").split("\n\n") if part]


def prose(parts):
    """Paragraphs; the lines of an example stay as they are."""
    for index, part in enumerate(parts):
        first, *lines = part.split("\n")
        if index:
            yield ".Pp"
        yield text(first)
        if lines:
            yield ".Bd -literal -offset indent"
            yield from (text(line.removeprefix("  ")) for line in lines)
            yield ".Ed"


def exit_statuses(parts):
    """The paragraphs without the one about the exit status, and that one as pairs of number and meaning."""
    head = "Exit status: "
    [statuses] = [part for part in parts if part.startswith(head)]
    pairs = re.split(r", (?=\d)", statuses.removeprefix(head).rstrip("."))
    return [part for part in parts if part != statuses], [pair.split(" ", 1) for pair in pairs]


def text(words):
    """Text, a sentence a line, in which nothing is taken for a macro or an escape, and a dash can be copied."""
    for character, escape in {"\\": "\\e", "-": "\\-", "`": "\\(ga", "~": "\\(ti", "^": "\\(ha"}.items():
        words = words.replace(character, escape)
    lines = re.split(r"(?<=\.) (?=[A-Z])", words)
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in lines)


if __name__ == "__main__":
    main()
