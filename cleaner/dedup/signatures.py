"""MinHash signatures: how much two texts share, from 256 bytes of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.errors import ExtraMissing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HASHES = 128  # of a signature; the estimate's standard error is at most 1 / (2 √128) = .044
SEED = 1
BAND_HASHES = 3  # hashes that must agree for a pair to be compared: texts that share 30 % are with .68, 40 % with .94
BANDS = HASHES // BAND_HASHES


class Signer:
    """Makes signatures; one per process, because its permutations take longer to draw than a text to sign.

    Raises ExtraMissing where there is no datasketch.
    """

    def __init__(self) -> None:
        try:
            from datasketch import MinHash  # numpy and scipy come with it; an extra of its own
        except ImportError as error:
            raise ExtraMissing("cleaner dedup", "dedup") from error
        self._minhash: Any = MinHash
        self._permutations = MinHash(num_perm=HASHES, seed=SEED, scheme="affine32").permutations

    def sign(self, shingles: NDArray[np.uint32]) -> bytes:
        """The signature of a set: HASHES numbers of 16 bits, native byte order.

        Of each MinHash value the lower 16 bits are kept (Li and König, b-Bit Minwise Hashing, 2010): half the
        memory, and two that differ look equal once in 65,536.
        """
        import numpy as np

        minhash = self._minhash(
            num_perm=HASHES, seed=SEED, hashfunc=int, permutations=self._permutations, scheme="affine32"
        )
        minhash.update_batch(shingles.tolist())
        values: NDArray[np.uint32] = minhash.hashvalues
        return (values & 0xFFFF).astype(np.uint16).tobytes()


def band_keys(signatures: NDArray[np.uint16], band: int) -> NDArray[np.uint64]:
    """One number per signature, equal where all hashes of the band are: three times 16 bits, side by side."""
    import numpy as np

    first = band * BAND_HASHES
    keys = np.zeros(len(signatures), dtype=np.uint64)
    for column in range(first, first + BAND_HASHES):
        keys <<= np.uint64(16)
        keys |= signatures[:, column]
    return keys


def jaccard(one: NDArray[np.uint16], others: NDArray[np.uint16]) -> NDArray[np.float64]:
    """Estimated shared share of shingles (those of both, of those of either), 0–1, of one text with each other."""
    import numpy as np

    same: NDArray[np.intp] = np.count_nonzero(others == one, axis=1)
    return same / HASHES


def containment(shared: NDArray[np.float64], size: int, sizes: NDArray[np.uint32]) -> NDArray[np.float64]:
    """From jaccard() and the sets' sizes: the share of the smaller set that is in the larger one, 0–1."""
    import numpy as np

    common = shared * (size + sizes.astype(np.float64)) / (1 + shared)
    return np.minimum(1.0, common / np.minimum(size, sizes))
