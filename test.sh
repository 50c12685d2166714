#!/usr/bin/env bash
# Sets up what the tests need on a Debian machine with the .NET SDK (as root or with sudo), then runs all of them.
# Uses the Debian, NuGet and npm registries this machine is configured for. Ends with 0 only when every test passed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 2
exec < /dev/null

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1
export DOTNET_CLI_UI_LANGUAGE=en # the totals are read from the summary
export ZHIDIAN_REQUIRE_ALL=1     # a missing browser or database fails its tests instead of skipping them
axe_version=4.14.1

stop() {
  echo "test.sh: $1" >&2
  exit 2
}

step() { echo "== $1"; }

packages=()
compgen -G "/usr/lib/postgresql/*/bin/initdb" > /dev/null || packages+=(postgresql)
command -v chromium > /dev/null || packages+=(chromium)
command -v npm > /dev/null || packages+=(npm)
command -v openssl > /dev/null || packages+=(openssl)
for package in fonts-noto-cjk raptor2-utils python3-rdflib python3-jsonschema python3-openpyxl; do
  dpkg -s "$package" > /dev/null 2>&1 || packages+=("$package")
done
if ((${#packages[@]} > 0)); then
  step "installing ${packages[*]}"
  as_root=()
  if ((EUID != 0)); then
    command -v sudo > /dev/null || stop "${packages[*]} missing: run as root, or install sudo, or install them yourself"
    as_root=(sudo -n)
  fi
  "${as_root[@]}" apt-get update -q > /dev/null || stop "apt-get update failed: check the machine's Debian sources"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${packages[@]}" > /dev/null \
    || stop "apt-get could not install ${packages[*]}"
fi

export ZHIDIAN_AXE="$PWD/.tools/node_modules/axe-core/axe.min.js"
if ! grep -qs "\"version\": \"$axe_version\"" .tools/node_modules/axe-core/package.json; then
  step "installing axe-core $axe_version"
  mkdir -p .tools
  npm install --prefix .tools --no-save --no-package-lock --no-audit --no-fund --loglevel=error "axe-core@$axe_version" \
    || stop "npm could not install axe-core $axe_version"
fi

passed=0 failed=0 skipped=0
table=$(printf '%-32s %8s %8s %8s %8s' "" passed failed skipped seconds)
row() {
  table+=$'\n'$(printf '%-32s %8d %8d %8d %8d' "$1" "$2" "$3" "$4" "$SECONDS")
  passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
}

step "checking the format"
SECONDS=0
dotnet tool restore > /dev/null || stop "dotnet tool restore failed: check the machine's NuGet sources"
if dotnet csharpier check .; then
  row format 0 0 0
else
  echo "test.sh: format with: dotnet csharpier format ." >&2
  row format 0 1 0
fi

step "building"
SECONDS=0
dotnet build Zhidian.slnx -v quiet || stop "the build failed"
row build 0 0 0

log=$(mktemp)
trap 'rm -f "$log"' EXIT

count() { sed -nE "s/^ +$1: ([0-9]+).*/\1/p" "$log" | tail -n 1; }

for folder in tests/*.Tests; do
  project=${folder#tests/}
  step "$project"
  SECONDS=0
  dotnet run --no-build --project "$folder" -- --no-ansi --no-progress 2>&1 | tee "$log"
  exit_code=${PIPESTATUS[0]}
  p=$(count succeeded) f=$(count failed) s=$(count skipped)
  # Ended badly without naming a failed test (a crash, no tests, no summary): counts as one failure.
  if ((exit_code != 0 && ${f:-0} == 0)) || ((${p:-0} + ${f:-0} == 0)); then
    echo "test.sh: $project ended with $exit_code and ${p:-no} passed tests" >&2
    f=$((${f:-0} + 1))
  fi
  row "$project" "${p:-0}" "$f" "${s:-0}"
done

echo
echo "$table"
printf '%-32s %8d %8d %8d\n' "all" "$passed" "$failed" "$skipped"
((failed == 0 && passed > 0))
