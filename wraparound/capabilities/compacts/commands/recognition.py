"""Recognitions and the keys that sign them at the terminal; a file is verified without database or network."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from wraparound.capabilities.compacts.terms.attested import NotAttested
from wraparound.capabilities.compacts.wording import attested, recognition
from wraparound.people.terms.access import OPERATOR
from wraparound.published.release import EvidenceAltered

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_recognitions(verbs: "_SubParsersAction[ArgumentParser]") -> None:
    verify = verbs.add_parser(
        "verify-recognition",
        help="whether the file of a recognition is what was signed, without database or network; ends with 1 where not",
        epilog="wraparound compacts verify-recognition recognition.json --key keys.json",
    )
    verify.add_argument("file", type=Path, metavar="FILE", help="the file that was downloaded, or that of a revocation")
    verify.add_argument(
        "--key",
        default="",
        metavar="FILE_OR_FINGERPRINT",
        help="the file of published keys, or a fingerprint, to compare the key in the file with",
    )
    verify.set_defaults(answer=_verify_recognition, say=recognition.in_terminal)

    keys = verbs.add_parser(
        "keys",
        help="the published keys with which organisations and regions sign, from when to when",
        epilog="wraparound compacts keys --issuer rxw",
    )
    keys.add_argument("--issuer", default="", help="part of the name or the code of an organisation or region")
    keys.set_defaults(answer=_keys, say=attested.keys_in_lines)


def _verify_recognition(asked: Namespace) -> object:
    """The answer; where it does not count it is printed here, and then what is wrong ends the command with 1."""
    from wraparound.capabilities.compacts.exchange.attested import attested_in

    try:
        found = attested_in(asked.file, asked.key)
    except NotAttested as trouble:
        raise EvidenceAltered(attested.fault_words(trouble)) from trouble
    if found.holds:
        return found
    print(
        json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str)
        if asked.json
        else recognition.in_terminal(found)
    )
    raise EvidenceAltered(found.does_not[0])


def _keys(asked: Namespace) -> object:
    from wraparound.capabilities.compacts.queries.keys import published_keys

    wanted = asked.issuer.casefold()
    keys = published_keys(viewer=OPERATOR).keys
    return tuple(one for one in keys if wanted in f"{one.issuer.name} {one.issuer.code}".casefold())
