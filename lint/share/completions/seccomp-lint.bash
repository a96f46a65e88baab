# Completion of seccomp-lint for bash.
# shellcheck shell=bash

_seccomp_lint() {
  local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]}
  local formats='text json sarif github gitlab junit html'
  # Readline takes "=" for a word of its own.
  if [[ $word == '=' ]]; then
    word=
  elif [[ $option == '=' ]]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
    [[ " $formats " == *" $option "* ]] && option='a file'
  fi
  COMPREPLY=()
  case $option in
    --format)
      mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$word")
      ;;
    --color)
      mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word")
      ;;
    --fail-level)
      mapfile -t COMPREPLY < <(compgen -W 'warning error' -- "$word")
      ;;
    --enable | --disable | --only | --explain)
      local rules
      rules=$("${COMP_WORDS[0]}" --list-rules 2>/dev/null | cut -d ' ' -f 1)
      mapfile -t COMPREPLY < <(compgen -W "$rules" -- "$word")
      ;;
    --exclude | --threads | -j) ;;
    *)
      if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W '--stdin-filename --files-from --null --exclude
          --force-exclude --config --no-config --print-config --list-files --enable --disable
          --only --no-suppress --list-rules --explain --baseline --write-baseline --fix --diff
          --unsafe-fixes --language-server --format --inventory --excerpt --no-excerpt --color
          --fail-level --exit-zero --require-workloads --statistics --quiet --verbose --threads --no-skip --help --version
          -0 -q -v -j -h' -- "$word")
      else
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
      fi
      ;;
  esac
}

complete -F _seccomp_lint seccomp-lint
