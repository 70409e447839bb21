"""The certificates that this computer trusts, in a file as libpq reads it."""

from __future__ import annotations

import ssl
import sys
from pathlib import Path

from caseworker import system

SERVER_PURPOSE = "1.3.6.1.5.5.7.3.1"  # a certificate that may stand for a server (RFC 5280)
TRUSTED_PLACES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                  "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem")


def trusted_certificates() -> Path | None:
    """A file with the certificates that this computer trusts; None when it has none to show.

    Windows keeps them in its store, where an office puts its own: they are copied to a file,
    since libpq reads nothing else. Others have a file.
    """
    if sys.platform == "win32":
        found = {each for store in ("ROOT", "CA")
                 for each, kind, trust in ssl.enum_certificates(store)
                 if kind == "x509_asn" and (trust is True or SERVER_PURPOSE in trust)}
        kept = system.data_folder() / "trusted.pem"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text("".join(map(ssl.DER_cert_to_PEM_cert, sorted(found))), encoding="ascii")
        return kept
    default = ssl.get_default_verify_paths().cafile
    places = [Path(place) for place in (default, *TRUSTED_PLACES) if place]
    return next((place for place in places if place.is_file()), None)
