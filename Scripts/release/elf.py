"""What the dynamic section of a 64-bit little-endian ELF file says (System V ABI, chapter 5)."""
import hashlib
import re
import struct

NULL, NEEDED, STRTAB, RPATH, RUNPATH, STRSZ = 0, 1, 5, 15, 29, 10
ARCHITECTURES = {62: "x86_64", 183: "aarch64"}


def sections(content):
    """The offset and size of each section by its name."""
    start, = struct.unpack_from("<Q", content, 40)
    size, count, names = struct.unpack_from("<HHH", content, 58)
    headers = [struct.unpack_from("<IIQQQQ", content, start + size * index) for index in range(count)]
    table = headers[names][4] if count else 0
    places = [(table + header[0], header[4:6]) for header in headers]
    return {content[name:content.index(b"\0", name)].decode(): place for name, place in places}


def settled(content):
    """The file without what depends on the folder it was built in.

    The compiler keeps hashes of its own work, with paths in it, for the next build; nothing reads them in a program.
    The build's id follows from all other bytes and is made anew from them.
    """
    changed = bytearray(content)
    places = sections(content)
    for name in (".swift_modhash", ".note.gnu.build-id"):
        offset, size = places.get(name, (0, 0))
        # A note begins with three lengths and its owner's name, "GNU".
        skipped = min(size, 16 if name.startswith(".note") else 0)
        changed[offset + skipped:offset + size] = bytes(size - skipped)
    offset, size = places.get(".note.gnu.build-id", (0, 0))
    if size > 16:
        changed[offset + 16:offset + size] = hashlib.sha256(changed).digest()[:size - 16]
    return bytes(changed)


class ELF:
    def __init__(self, content):
        if content[:6] != b"\x7fELF\x02\x01":
            raise ValueError("this is no 64-bit ELF file")
        self.content = bytearray(content)
        self.architecture = ARCHITECTURES[struct.unpack_from("<H", content, 18)[0]]
        start, = struct.unpack_from("<Q", content, 32)
        size, count = struct.unpack_from("<HH", content, 54)
        headers = [struct.unpack_from("<IIQQQQQQ", content, start + size * index) for index in range(count)]
        self.loads = [(address, offset, length) for kind, _, offset, address, _, length, *_ in headers if kind == 1]
        self.dynamic, self.length = next((header[2], header[5]) for header in headers if header[0] == 2)

    def entries(self):
        """The tags and values, each with its place in the file."""
        for place in range(self.dynamic, self.dynamic + self.length, 16):
            tag, value = struct.unpack_from("<QQ", self.content, place)
            if tag == NULL:
                return
            yield tag, value, place

    def strings(self):
        values = {tag: value for tag, value, _ in self.entries()}
        address = values[STRTAB]
        offset = next(address - start + place for start, place, size in self.loads if start <= address < start + size)
        return bytes(self.content[offset:offset + values[STRSZ]])

    def needed(self):
        """The names of the libraries that the loader looks for."""
        table = self.strings()
        return [table[value:table.index(b"\0", value)].decode() for tag, value, _ in self.entries() if tag == NEEDED]

    def glibc(self):
        """The oldest release of glibc that has every symbol and relocation the file asks for, such as (2, 36)."""
        table = self.strings()
        versions = [tuple(map(int, text.split(b"."))) for text in re.findall(rb"\0GLIBC_(\d+(?:\.\d+)+)(?=\0)", table)]
        # Short relocations came with 2.36; no kind of wheel is for less than 2.17 with x86-64 and aarch64 alike.
        return max([(2, 17), *versions, *([(2, 36)] if b"\0GLIBC_ABI_DT_RELR\0" in table else [])])

    def search_path(self):
        table = self.strings()
        return [table[value:table.index(b"\0", value)].decode()
                for tag, value, _ in self.entries() if tag in (RPATH, RUNPATH)]

    def beside(self):
        """The file changed so that all its libraries, and theirs, are first looked for in its own folder."""
        places = [place for tag, _, place in self.entries() if tag in (RPATH, RUNPATH)]
        if self.search_path() != ["$ORIGIN"]:
            raise ValueError(f"the search path is not $ORIGIN, but {self.search_path()}")
        changed = bytearray(self.content)
        # Unlike RUNPATH it also holds for the libraries of libraries, and LD_LIBRARY_PATH does not go before it.
        struct.pack_into("<Q", changed, places[0], RPATH)
        return bytes(changed)

    def systemwide(self):
        """The file without a search path of its own."""
        kept = [(tag, value) for tag, value, _ in self.entries() if tag not in (RPATH, RUNPATH)]
        changed = bytearray(self.content)
        entries = b"".join(struct.pack("<QQ", tag, value) for tag, value in kept)
        changed[self.dynamic:self.dynamic + self.length] = entries.ljust(self.length, b"\0")
        return bytes(changed)
