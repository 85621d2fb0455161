"""The machine that figures were measured on, in one line."""
import os
import platform

from programs import run


def value(path, name):
    with open(path) as file:
        for line in file:
            if line.startswith(name):
                return line.split("=" if "=" in line else ":", 1)[1].strip().strip('"')
    return "unknown"


def describe():
    """Taken before the run: afterwards the load would be its own."""
    return ", ".join([
        value("/proc/cpuinfo", "model name"), f"{os.cpu_count()} processors", f"load {os.getloadavg()[0]:.1f} before",
        value("/etc/os-release", "PRETTY_NAME"), f"Linux {platform.release().split('-')[0]}",
        run("curl-config", "--version").strip()])
