#compdef pke
# Completes pke in zsh: source <(pke completion zsh)
_pke() {
  local verb='' i
  local -a found
  for ((i = 2; i < CURRENT; i++)); do
    case ${words[i]} in
      --home) ((i++)) ;;
      -*) ;;
      *) verb+="${words[i]} " ;;
    esac
  done
  case $verb in
    'demo '*) found=(--closed --help --home --host --lost-after --name --no-serve --port --proxy --rate --specimen --store --token --user-header --version) ;;
    'init '*) found=(--data --force --help --method --model --to --version) ;;
    'run '*) found=(--dry-run --help --home --json --quiet --store --to --verbose --version) ;;
    'sweep '*) found=(--claim --help --home --image --index --jobs --json --kubernetes --list --methods --share --slurm --store --vary --version) ;;
    'resume '*) found=(--help --home --quiet --store --verbose --version) ;;
    'replay '*) found=(--help --home --json --quiet --store --verbose --version) ;;
    'tune '*) found=(--asr --depth --help --home --json --methods --recovered --store --vary --version) ;;
    'frontier '*) found=(--asr --csv --depth --help --home --json --methods --neurons --recovered --store --vary --version) ;;
    'serve '*) found=(--closed --help --home --host --lost-after --name --port --proxy --rate --store --token --user-header --version) ;;
    'runs '*) found=(--all --archived --columns --fields --group --help --home --json --sort --store --tag --version) ;;
    'show '*) found=(--help --home --json --mechanism --store --version) ;;
    'compare '*) found=(--csv --help --home --json --latex --markdown --store --version --where) ;;
    'open '*) found=(--help --home --no-browser --port --store --version) ;;
    'judge '*) found=(--help --home --quiet --store --verbose --version) ;;
    'note '*) found=(--by --help --home --store --version) ;;
    'tag '*) found=(--by --help --home --store --version) ;;
    'verify '*) found=(--blobs --head --help --home --json --key --store --version --witness) ;;
    'sign '*) found=(--help --home --json --key --new-key --store --to --version) ;;
    'witness '*) found=(--head --help --key --log-key --new-key --to --version) ;;
    'bundle '*) found=(--force --help --home --json --key --since --store --to --version) ;;
    'import '*) found=(--head --help --home --json --key --store --version) ;;
    'backup '*) found=(--help --home --store --version) ;;
    'copy '*) found=(--blobs --help --home --store --to --version) ;;
    'archive '*) found=(--back --by --help --home --store --to --version) ;;
    'erase '*) found=(--by --help --home --reason --store --version) ;;
    'access '*) found=(--help --home --json --store --version) ;;
    'token list '*) found=(--help --home --json --store --version) ;;
    'token make '*) found=(--expires --help --home --name --run --scope --store --version) ;;
    'token revoke '*) found=(--help --home --store --version) ;;
    'token '*) found=(list make revoke --help --version) ;;
    'export '*) found=(--base --delta --force --help --home --key --sign --store --to --version) ;;
    'diff '*) found=(--base --csv --help --home --json --store --version) ;;
    'which '*) found=(--help --home --json --store --version) ;;
    'apply '*) found=(--help --home --store --to --version) ;;
    'revert '*) found=(--help --home --store --to --version) ;;
    'methods '*) found=(--help --json --version) ;;
    'judges '*) found=(--help --json --version) ;;
    'models '*) found=(--help --json --version) ;;
    'plan schema '*) found=(--help --version) ;;
    'plan '*) found=(schema --help --version) ;;
    'model answer '*) found=(--compute --date --device --dtype --help --new --no-template --plain --seed --temperature --top-k --top-p --version) ;;
    'model import '*) found=(--dtype --help --to --version) ;;
    'model info '*) found=(--compute --device --dtype --help --json --plain --version) ;;
    'model random '*) found=(--dtype --help --seed --shape --version) ;;
    'model '*) found=(answer import info random --help --version) ;;
    'data make '*) found=(--attacks --benign --compute --device --drop-duplicates --dtype --help --judge --map --model --new --plain --questions --refusal --seed --split --to --version) ;;
    'data '*) found=(make --help --version) ;;
    'specimen '*) found=(--help --seed --steps --to --version --without-unsafe) ;;
    'check '*) found=(--compute --device --dtype --help --json --plain --version) ;;
    'bench crash '*) found=(--dir --help --json --processes --rounds --seed --store --version) ;;
    'bench diff '*) found=(--dir --help --json --megabytes --rounds --version) ;;
    'bench model '*) found=(--compute --device --dtype --gguf --help --json --new --plain --prompt --python --rounds --sequences --side-by-side --steps --version) ;;
    'bench start '*) found=(--dir --help --json --rounds --runs --version) ;;
    'bench store '*) found=(--dir --events --help --json --version) ;;
    'bench web '*) found=(--dir --events --help --json --readers --runs --steps --version) ;;
    'bench '*) found=(crash diff model start store web --help --version) ;;
    'completion '*) found=(--help --version) ;;
    'help '*) found=(demo init run sweep resume replay tune frontier serve runs show compare open judge note tag verify sign witness bundle import backup copy archive erase access token export diff which apply revert methods judges models plan model data specimen check bench completion) ;;
    '') found=(demo init run sweep resume replay tune frontier serve runs show compare open judge note tag verify sign witness bundle import backup copy archive erase access token export diff which apply revert methods judges models plan model data specimen check bench completion help version --home --help --version) ;;
  esac
  compadd -a found
  [[ $PREFIX == -* || -z $verb ]] || _files
}
compdef _pke pke
