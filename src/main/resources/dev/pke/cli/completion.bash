# Completes pke in bash: source <(pke completion bash)
_pke() {
  local cur=${COMP_WORDS[COMP_CWORD]} verb='' words='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      --home) ((i++)) ;;
      -*) ;;
      *) verb+="${COMP_WORDS[i]} " ;;
    esac
  done
  case $verb in
    'demo '*) words='--closed --help --home --host --lost-after --name --no-serve --port --proxy --rate --specimen --store --token --user-header --version' ;;
    'init '*) words='--data --force --help --method --model --to --version' ;;
    'run '*) words='--dry-run --help --home --json --quiet --store --to --verbose --version' ;;
    'sweep '*) words='--claim --help --home --image --index --jobs --json --kubernetes --list --methods --share --slurm --store --vary --version' ;;
    'resume '*) words='--help --home --quiet --store --verbose --version' ;;
    'replay '*) words='--help --home --json --quiet --store --verbose --version' ;;
    'tune '*) words='--asr --depth --help --home --json --methods --recovered --store --vary --version' ;;
    'frontier '*) words='--asr --csv --depth --help --home --json --methods --neurons --recovered --store --vary --version' ;;
    'serve '*) words='--closed --help --home --host --lost-after --name --port --proxy --rate --store --token --user-header --version' ;;
    'runs '*) words='--all --archived --columns --fields --group --help --home --json --sort --store --tag --version' ;;
    'show '*) words='--help --home --json --mechanism --store --version' ;;
    'compare '*) words='--csv --help --home --json --latex --markdown --store --version --where' ;;
    'open '*) words='--help --home --no-browser --port --store --version' ;;
    'judge '*) words='--help --home --quiet --store --verbose --version' ;;
    'note '*) words='--by --help --home --store --version' ;;
    'tag '*) words='--by --help --home --store --version' ;;
    'verify '*) words='--blobs --head --help --home --json --key --store --version --witness' ;;
    'sign '*) words='--help --home --json --key --new-key --store --to --version' ;;
    'witness '*) words='--head --help --key --log-key --new-key --to --version' ;;
    'bundle '*) words='--force --help --home --json --key --since --store --to --version' ;;
    'import '*) words='--head --help --home --json --key --store --version' ;;
    'backup '*) words='--help --home --store --version' ;;
    'copy '*) words='--blobs --help --home --store --to --version' ;;
    'archive '*) words='--back --by --help --home --store --to --version' ;;
    'erase '*) words='--by --help --home --reason --store --version' ;;
    'access '*) words='--help --home --json --store --version' ;;
    'token list '*) words='--help --home --json --store --version' ;;
    'token make '*) words='--expires --help --home --name --run --scope --store --version' ;;
    'token revoke '*) words='--help --home --store --version' ;;
    'token '*) words='list make revoke --help --version' ;;
    'export '*) words='--base --delta --force --help --home --key --sign --store --to --version' ;;
    'diff '*) words='--base --csv --help --home --json --store --version' ;;
    'which '*) words='--help --home --json --store --version' ;;
    'apply '*) words='--help --home --store --to --version' ;;
    'revert '*) words='--help --home --store --to --version' ;;
    'methods '*) words='--help --json --version' ;;
    'judges '*) words='--help --json --version' ;;
    'models '*) words='--help --json --version' ;;
    'plan schema '*) words='--help --version' ;;
    'plan '*) words='schema --help --version' ;;
    'model answer '*) words='--compute --date --device --dtype --help --new --no-template --plain --seed --temperature --top-k --top-p --version' ;;
    'model import '*) words='--dtype --help --to --version' ;;
    'model info '*) words='--compute --device --dtype --help --json --plain --version' ;;
    'model random '*) words='--dtype --help --seed --shape --version' ;;
    'model '*) words='answer import info random --help --version' ;;
    'data make '*) words='--attacks --benign --compute --device --drop-duplicates --dtype --help --judge --map --model --new --plain --questions --refusal --seed --split --to --version' ;;
    'data '*) words='make --help --version' ;;
    'specimen '*) words='--help --seed --steps --to --version --without-unsafe' ;;
    'check '*) words='--compute --device --dtype --help --json --plain --version' ;;
    'bench crash '*) words='--dir --help --json --processes --rounds --seed --store --version' ;;
    'bench diff '*) words='--dir --help --json --megabytes --rounds --version' ;;
    'bench model '*) words='--compute --device --dtype --gguf --help --json --new --plain --prompt --python --rounds --sequences --side-by-side --steps --version' ;;
    'bench start '*) words='--dir --help --json --rounds --runs --version' ;;
    'bench store '*) words='--dir --events --help --json --version' ;;
    'bench web '*) words='--dir --events --help --json --readers --runs --steps --version' ;;
    'bench '*) words='crash diff model start store web --help --version' ;;
    'completion '*) words='--help --version' ;;
    'help '*) words='demo init run sweep resume replay tune frontier serve runs show compare open judge note tag verify sign witness bundle import backup copy archive erase access token export diff which apply revert methods judges models plan model data specimen check bench completion' ;;
    '') words='demo init run sweep resume replay tune frontier serve runs show compare open judge note tag verify sign witness bundle import backup copy archive erase access token export diff which apply revert methods judges models plan model data specimen check bench completion help version --home --help --version' ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _pke pke
