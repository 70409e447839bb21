"""How much a stranger's file may ask of this computer. Sizes in bytes, times in seconds."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

LARGEST_FILE = 50 * MEGABYTE
SECONDS = 15.0
START_SECONDS = 60.0  # to start the process and load its libraries, on a busy or cold computer
MEMORY = 1024 * MEGABYTE  # address space; the libraries themselves take some 350 MB of it
JOBS_BEFORE_RENEWAL = 200  # then the process is replaced, so that no leak grows for ever

UNPACKED = 256 * MEGABYTE
LARGEST_XML = 48 * MEGABYTE  # its tree takes about ten times as much memory
RATIO = 100  # unpacked to packed
RATIO_FROM = 8 * MEGABYTE  # below this a high ratio does no harm
PARTS = 2_000
LEVELS = 25
PIXELS = 100_000_000
PAGE_PIXELS = 25_000_000  # of one page shown
HEADER_BYTES = 64 * 1024  # of one email's head
HEADERS = 500
HEADER_LENGTH = 2_000  # characters of one header that are worth decoding
TEXT = 2_000_000  # characters kept for search
WORD = 2_000  # characters of one word on a page
TYPESET = 400_000  # characters set on pages: about 130 pages
TEXT_SECONDS = 8.0  # of reading text for search; the pages can be shown without it
ANSWER = 400 * MEGABYTE  # what the reading process may send back at once
