"""The process that reads one report: it takes bytes, and gives a pickled document, or words on what is wrong."""

import json
import pickle
import sys

from extract.reading.limits import Limits
from ontology.confinement import confine
from ontology.errors import StakegraphError


def main() -> None:
    """Read a report; the first argument is JSON of its name, its language and the limits."""
    name, language, given = json.loads(sys.argv[1])
    limits = Limits(**given)
    confine(limits.memory, limits.seconds)
    answer: object
    try:
        from extract.reading.here import read_here  # noqa: PLC0415 - what it imports is confined too

        answer = pickle.dumps(read_here(sys.stdin.buffer.read(), name, language, limits))
    except StakegraphError as error:
        answer = pickle.dumps(str(error))
    except MemoryError:
        return  # which the other side tells in a line
    except Exception as error:  # what a parser makes of a file cannot be listed
        words = " ".join(f"{type(error).__name__}: {error}".split())
        answer = pickle.dumps(f"{name}: damaged in a way that stops its reader ({words}); save it anew")
    sys.stdout.buffer.write(answer)
