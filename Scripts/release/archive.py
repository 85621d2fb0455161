"""Archives whose bytes follow from what is in them: entries in order, one time, one owner, two modes."""
import gzip
import io
import os
import tarfile
import time
import zipfile


class Tree(dict):
    """Files by their paths, as (bytes, executable)."""

    def add(self, path, content, executable=False):
        self[path] = (content.encode() if isinstance(content, str) else content, executable)

    def below(self, folder):
        moved = Tree()
        moved.update({f"{folder}/{path}": entry for path, entry in self.items()})
        return moved

    def write(self, folder):
        for path, (content, executable) in self.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            target.chmod(0o755 if executable else 0o644)


def folders(paths):
    """Every folder above the paths, once each."""
    found = set()
    for path in paths:
        while path := os.path.dirname(path):
            found.add(path)
    return found


def tar(tree, epoch, prefix=""):
    """The bytes of a tar archive. `prefix` stands before each path: "./" in Debian's packages."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in sorted(folders(tree) | set(tree) | ({""} if prefix else set())):
            entry = tarfile.TarInfo(prefix + path)
            entry.mtime, entry.uname, entry.gname = epoch, "root", "root"
            if path not in tree:
                entry.type, entry.mode = tarfile.DIRTYPE, 0o755
                archive.addfile(entry)
                continue
            content, executable = tree[path]
            entry.size, entry.mode = len(content), 0o755 if executable else 0o644
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def compressed(content, epoch=0, level=9):
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=level, fileobj=buffer, mtime=epoch) as stream:
        stream.write(content)
    return buffer.getvalue()


def zipped(tree, epoch, last=()):
    """The bytes of a zip archive; the paths in `last` stand at its end."""
    buffer = io.BytesIO()
    # The format knows no year before 1980.
    date = max(time.gmtime(epoch)[:6], (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(tree, key=lambda path: (path in last, path)):
            content, executable = tree[path]
            entry = zipfile.ZipInfo(path, date)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = (0o100755 if executable else 0o100644) << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
