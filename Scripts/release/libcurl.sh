#!/usr/bin/env bash
# Builds the libcurl that the wheel and the bundle carry: this Debian release's source with its security patches, and of
# its features only HTTP/1 and 2 over OpenSSL. The system's own would bring 25 libraries of LDAP, SSH, RTMP and Kerberos
# along. Usage: libcurl.sh FOLDER, into which libcurl.so.4 and libcurl.so.4.origin.json are written.
set -euo pipefail
folder=$(realpath -m "$1")

missing=()
for package in dpkg-dev libnghttp2-dev libssl-dev zlib1g-dev; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} != 0 ]; then
  echo "libcurl: these packages are missing: ${missing[*]}" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
. /etc/os-release
mkdir -p lists/partial
printf 'deb-src %s main\n' "http://deb.debian.org/debian $VERSION_CODENAME" \
  "http://deb.debian.org/debian-security $VERSION_CODENAME-security" > sources.list
# The machine's own lists stay as they are.
apt=(-qq -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
  -o "Dir::State::lists=$work/lists" -o APT::Sandbox::User=root)
apt-get "${apt[@]}" update
apt-get "${apt[@]}" source --download-only curl
dpkg-source --skip-patches -x curl_*.dsc source >/dev/null
cd source
version=$(dpkg-parsechangelog -S Version)
# The last patches only rename the builds for other TLS libraries. What is left touches no file that autoconf reads.
while read -r patch; do
  case $patch in
    '' | '#'* | 90_gnutls.patch | 99_*.patch) continue ;;
  esac
  patch --quiet --forward -p1 < "debian/patches/$patch"
done < debian/patches/series

as_is=(ACLOCAL=: AUTOCONF=: AUTOHEADER=: AUTOMAKE=:)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(dpkg-parsechangelog -S Timestamp)}
export CFLAGS="-O2 -fstack-protector-strong -D_FORTIFY_SOURCE=2 -ffile-prefix-map=$PWD=."
export LDFLAGS='-Wl,-z,relro,-z,now -Wl,--as-needed -Wl,--build-id=none'
{
  ./configure --disable-static --enable-versioned-symbols --enable-threaded-resolver --disable-dependency-tracking \
    --with-openssl --with-nghttp2 --with-zlib --with-ca-bundle=/etc/ssl/certs/ca-certificates.crt --without-ca-path \
    --without-brotli --without-zstd --without-libidn2 --without-libpsl --without-librtmp --without-libssh2 \
    --disable-ldap --disable-ldaps --disable-dict --disable-file --disable-ftp --disable-gopher --disable-imap \
    --disable-mqtt --disable-pop3 --disable-rtsp --disable-smb --disable-smtp --disable-telnet --disable-tftp \
    --disable-manual --disable-libcurl-option --disable-ntlm --disable-tls-srp --disable-unix-sockets
  make "${as_is[@]}" -j "${JOBS:-2}" -C lib
} > "$work/log" 2>&1 || { tail -n 30 "$work/log" >&2; exit 1; }

mkdir -p "$folder"
strip --strip-unneeded -o "$folder/libcurl.so.4" lib/.libs/libcurl.so.4
printf '{"name": "curl", "version": "%s", "licence": "libcurl.copyright"}\n' "$version" \
  > "$folder/libcurl.so.4.origin.json"
cp debian/copyright "$folder/libcurl.copyright"
