"""Builds what the benchmark runs: its programs in C, and the peer's environment. All of it stays in `.build-bench`."""
import glob
import os
import shutil
import subprocess
import tempfile
import venv

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "..", "..", ".build-bench")


class Failure(Exception):
    """What is wrong, in one sentence for the person who runs the benchmark."""


def run(*command):
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout
    except FileNotFoundError:
        raise Failure(f"{command[0]} is not installed")
    except subprocess.CalledProcessError as error:
        raise Failure(f"{' '.join(command)} failed:\n{error.stderr}")


def compile_program(name, *libraries):
    """Compiles a folder of C and returns the path of the program."""
    sources = sorted(glob.glob(f"{HERE}/{name}/*.c") + glob.glob(f"{HERE}/shared/*.c"))
    os.makedirs(FOLDER, exist_ok=True)
    program = os.path.realpath(os.path.join(FOLDER, name))
    run("cc", "-O2", "-Wall", "-Wextra", "-o", program, *sources, *libraries)
    return program


def peer_command():
    """Makes an environment with what the peer requires, unless it is there, and returns how to start the peer."""
    folder, wanted = os.path.realpath(os.path.join(FOLDER, "peer")), os.path.join(HERE, "peer.txt")
    installed = os.path.join(folder, "installed.txt")
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(installed) or open(installed).read() != open(wanted).read():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", wanted)
        shutil.copy(wanted, installed)
    return [python, os.path.join(HERE, "peer.py")]


def stripped_size(program):
    """The size of a program without its symbols, in bytes."""
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "stripped")
        run("strip", "-o", copy, program)
        return os.path.getsize(copy)
