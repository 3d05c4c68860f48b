# The parts of the tests. tests/run and tests/install source this file.

# In the order in which they run: what fails fastest comes first.
parts=(format rust language pcsc browser kotlin swift packages lints docs)

describe() { # PART
  case "$1" in
    format) echo "every Rust file is formatted as rustfmt does it" ;;
    rust) echo "all Rust tests but those of pcsc" ;;
    language) echo "a new language is a folder of Fluent files and one entry" ;;
    pcsc) echo "the virtual card behind PC/SC, checked with OpenSC and OpenSSL" ;;
    browser) echo "the journey in Chromium" ;;
    kotlin) echo "Android: bindings, SDK, screens and app, on the JVM" ;;
    swift) echo "iOS: SDK, screens and app, on Linux or a Mac" ;;
    packages) echo "the libraries as they ship in the AAR and the XCFramework" ;;
    lints) echo "Clippy, and no circle of modules" ;;
    docs) echo "the Rust documentation builds, without a dead link" ;;
  esac
}

list_parts() {
  local part
  for part in "${parts[@]}"; do printf '  %-9s %s\n' "$part" "$(describe "$part")"; done
}

# Sets `chosen` to the named parts in the order of `parts`, or to all of them. An unknown name ends the script.
choose_parts() { # [PART...]
  local name part
  for name in "$@"; do
    [[ " ${parts[*]} " == *" $name "* ]] || {
      printf 'There is no part "%s". The parts are:\n%s\n' "$name" "$(list_parts)" >&2
      exit 2
    }
  done
  chosen=()
  for part in "${parts[@]}"; do
    if [ $# -eq 0 ] || [[ " $* " == *" $part "* ]]; then chosen+=("$part"); fi
  done
}

is_chosen() { # PART
  [[ " ${chosen[*]} " == *" $1 "* ]]
}
