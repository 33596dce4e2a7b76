# Completes pke in fish: pke completion fish | source
complete -c pke -n __fish_use_subcommand -f -a demo -d "Edits a shipped model with every method, compares and shows."
complete -c pke -n __fish_use_subcommand -f -a init -d "Writes a first plan and says what it costs."
complete -c pke -n __fish_use_subcommand -f -a run -d "Runs plans: measures, locates, edits, measures."
complete -c pke -n __fish_use_subcommand -f -a sweep -d "Runs a plan with some keys varied: a run a cell."
complete -c pke -n __fish_use_subcommand -f -a resume -d "Goes on with a run from its last finished stage."
complete -c pke -n __fish_use_subcommand -f -a replay -d "Does a run again and compares, event by event."
complete -c pke -n __fish_use_subcommand -f -a tune -d "Finds a method's rate and steps by one rule."
complete -c pke -n __fish_use_subcommand -f -a frontier -d "Compares methods at the attack success that all reach."
complete -c pke -n __fish_use_subcommand -f -a serve -d "Shows the record in a browser, live."
complete -c pke -n __fish_use_subcommand -f -a runs -d "Lists the runs on the record, the newest first."
complete -c pke -n __fish_use_subcommand -f -a show -d "Shows one run: stages, figures, regions, changes."
complete -c pke -n __fish_use_subcommand -f -a compare -d "Holds runs against each other, with tests."
complete -c pke -n __fish_use_subcommand -f -a open -d "Opens a run's page in a browser."
complete -c pke -n __fish_use_subcommand -f -a judge -d "Puts a run's answers before other judges, as a run."
complete -c pke -n __fish_use_subcommand -f -a note -d "Writes a note on a run."
complete -c pke -n __fish_use_subcommand -f -a tag -d "Gives a run a tag."
complete -c pke -n __fish_use_subcommand -f -a verify -d "Checks that the record is what it was."
complete -c pke -n __fish_use_subcommand -f -a sign -d "Signs the head of the log, to be kept elsewhere."
complete -c pke -n __fish_use_subcommand -f -a witness -d "Cosigns a head that grew from the last it saw."
complete -c pke -n __fish_use_subcommand -f -a bundle -d "Packs runs into one file that can be checked offline."
complete -c pke -n __fish_use_subcommand -f -a import -d "Keeps someone else's runs beside one's own."
complete -c pke -n __fish_use_subcommand -f -a backup -d "Copies the record as it stands, while others write."
complete -c pke -n __fish_use_subcommand -f -a copy -d "Copies the record into a folder or PostgreSQL, and back."
complete -c pke -n __fish_use_subcommand -f -a archive -d "Puts a run away, with its blobs elsewhere."
complete -c pke -n __fish_use_subcommand -f -a erase -d "Removes what a run's answers said, for good."
complete -c pke -n __fish_use_subcommand -f -a access -d "Lists who did what on this record."
complete -c pke -n __fish_use_subcommand -f -a token -d "Makes tokens for workers elsewhere, takes them back."
complete -c pke -n __fish_use_subcommand -f -a export -d "Writes events, figures, or an edited model with a card."
complete -c pke -n __fish_use_subcommand -f -a diff -d "Compares two models to the bit."
complete -c pke -n __fish_use_subcommand -f -a which -d "Says which run left a model."
complete -c pke -n __fish_use_subcommand -f -a apply -d "Writes a run's edited model as a folder."
complete -c pke -n __fish_use_subcommand -f -a revert -d "Takes a run's edit off a model again."
complete -c pke -n __fish_use_subcommand -f -a methods -d "Lists the methods, and what a plan can tell each."
complete -c pke -n __fish_use_subcommand -f -a judges -d "Lists the judges, and what a plan can tell each."
complete -c pke -n __fish_use_subcommand -f -a models -d "Lists the families that are read, and models here."
complete -c pke -n __fish_use_subcommand -f -a plan -d "Prints what plans may say, for editors."
complete -c pke -n __fish_use_subcommand -f -a model -d "Tells what a model's folder holds and needs."
complete -c pke -n __fish_use_subcommand -f -a data -d "Makes a set that plans name from lists of questions."
complete -c pke -n __fish_use_subcommand -f -a specimen -d "Builds the shipped models anew."
complete -c pke -n __fish_use_subcommand -f -a check -d "Checks against numbers that public code made."
complete -c pke -n __fish_use_subcommand -f -a bench -d "Measures a part of the program on this machine."
complete -c pke -n __fish_use_subcommand -f -a completion -d "Prints completion for bash, zsh or fish."
complete -c pke -n __fish_use_subcommand -f -a 'help version'
complete -c pke -n '__fish_seen_subcommand_from demo' -l closed
complete -c pke -n '__fish_seen_subcommand_from demo' -l help
complete -c pke -n '__fish_seen_subcommand_from demo' -l home
complete -c pke -n '__fish_seen_subcommand_from demo' -l host
complete -c pke -n '__fish_seen_subcommand_from demo' -l lost-after
complete -c pke -n '__fish_seen_subcommand_from demo' -l name
complete -c pke -n '__fish_seen_subcommand_from demo' -l no-serve
complete -c pke -n '__fish_seen_subcommand_from demo' -l port
complete -c pke -n '__fish_seen_subcommand_from demo' -l proxy
complete -c pke -n '__fish_seen_subcommand_from demo' -l rate
complete -c pke -n '__fish_seen_subcommand_from demo' -l specimen
complete -c pke -n '__fish_seen_subcommand_from demo' -l store
complete -c pke -n '__fish_seen_subcommand_from demo' -l token
complete -c pke -n '__fish_seen_subcommand_from demo' -l user-header
complete -c pke -n '__fish_seen_subcommand_from demo' -l version
complete -c pke -n '__fish_seen_subcommand_from init' -l data
complete -c pke -n '__fish_seen_subcommand_from init' -l force
complete -c pke -n '__fish_seen_subcommand_from init' -l help
complete -c pke -n '__fish_seen_subcommand_from init' -l method
complete -c pke -n '__fish_seen_subcommand_from init' -l model
complete -c pke -n '__fish_seen_subcommand_from init' -l to
complete -c pke -n '__fish_seen_subcommand_from init' -l version
complete -c pke -n '__fish_seen_subcommand_from run' -l dry-run
complete -c pke -n '__fish_seen_subcommand_from run' -l help
complete -c pke -n '__fish_seen_subcommand_from run' -l home
complete -c pke -n '__fish_seen_subcommand_from run' -l json
complete -c pke -n '__fish_seen_subcommand_from run' -l quiet
complete -c pke -n '__fish_seen_subcommand_from run' -l store
complete -c pke -n '__fish_seen_subcommand_from run' -l to
complete -c pke -n '__fish_seen_subcommand_from run' -l verbose
complete -c pke -n '__fish_seen_subcommand_from run' -l version
complete -c pke -n '__fish_seen_subcommand_from sweep' -l claim
complete -c pke -n '__fish_seen_subcommand_from sweep' -l help
complete -c pke -n '__fish_seen_subcommand_from sweep' -l home
complete -c pke -n '__fish_seen_subcommand_from sweep' -l image
complete -c pke -n '__fish_seen_subcommand_from sweep' -l index
complete -c pke -n '__fish_seen_subcommand_from sweep' -l jobs
complete -c pke -n '__fish_seen_subcommand_from sweep' -l json
complete -c pke -n '__fish_seen_subcommand_from sweep' -l kubernetes
complete -c pke -n '__fish_seen_subcommand_from sweep' -l list
complete -c pke -n '__fish_seen_subcommand_from sweep' -l methods
complete -c pke -n '__fish_seen_subcommand_from sweep' -l share
complete -c pke -n '__fish_seen_subcommand_from sweep' -l slurm
complete -c pke -n '__fish_seen_subcommand_from sweep' -l store
complete -c pke -n '__fish_seen_subcommand_from sweep' -l vary
complete -c pke -n '__fish_seen_subcommand_from sweep' -l version
complete -c pke -n '__fish_seen_subcommand_from resume' -l help
complete -c pke -n '__fish_seen_subcommand_from resume' -l home
complete -c pke -n '__fish_seen_subcommand_from resume' -l quiet
complete -c pke -n '__fish_seen_subcommand_from resume' -l store
complete -c pke -n '__fish_seen_subcommand_from resume' -l verbose
complete -c pke -n '__fish_seen_subcommand_from resume' -l version
complete -c pke -n '__fish_seen_subcommand_from replay' -l help
complete -c pke -n '__fish_seen_subcommand_from replay' -l home
complete -c pke -n '__fish_seen_subcommand_from replay' -l json
complete -c pke -n '__fish_seen_subcommand_from replay' -l quiet
complete -c pke -n '__fish_seen_subcommand_from replay' -l store
complete -c pke -n '__fish_seen_subcommand_from replay' -l verbose
complete -c pke -n '__fish_seen_subcommand_from replay' -l version
complete -c pke -n '__fish_seen_subcommand_from tune' -l asr
complete -c pke -n '__fish_seen_subcommand_from tune' -l depth
complete -c pke -n '__fish_seen_subcommand_from tune' -l help
complete -c pke -n '__fish_seen_subcommand_from tune' -l home
complete -c pke -n '__fish_seen_subcommand_from tune' -l json
complete -c pke -n '__fish_seen_subcommand_from tune' -l methods
complete -c pke -n '__fish_seen_subcommand_from tune' -l recovered
complete -c pke -n '__fish_seen_subcommand_from tune' -l store
complete -c pke -n '__fish_seen_subcommand_from tune' -l vary
complete -c pke -n '__fish_seen_subcommand_from tune' -l version
complete -c pke -n '__fish_seen_subcommand_from frontier' -l asr
complete -c pke -n '__fish_seen_subcommand_from frontier' -l csv
complete -c pke -n '__fish_seen_subcommand_from frontier' -l depth
complete -c pke -n '__fish_seen_subcommand_from frontier' -l help
complete -c pke -n '__fish_seen_subcommand_from frontier' -l home
complete -c pke -n '__fish_seen_subcommand_from frontier' -l json
complete -c pke -n '__fish_seen_subcommand_from frontier' -l methods
complete -c pke -n '__fish_seen_subcommand_from frontier' -l neurons
complete -c pke -n '__fish_seen_subcommand_from frontier' -l recovered
complete -c pke -n '__fish_seen_subcommand_from frontier' -l store
complete -c pke -n '__fish_seen_subcommand_from frontier' -l vary
complete -c pke -n '__fish_seen_subcommand_from frontier' -l version
complete -c pke -n '__fish_seen_subcommand_from serve' -l closed
complete -c pke -n '__fish_seen_subcommand_from serve' -l help
complete -c pke -n '__fish_seen_subcommand_from serve' -l home
complete -c pke -n '__fish_seen_subcommand_from serve' -l host
complete -c pke -n '__fish_seen_subcommand_from serve' -l lost-after
complete -c pke -n '__fish_seen_subcommand_from serve' -l name
complete -c pke -n '__fish_seen_subcommand_from serve' -l port
complete -c pke -n '__fish_seen_subcommand_from serve' -l proxy
complete -c pke -n '__fish_seen_subcommand_from serve' -l rate
complete -c pke -n '__fish_seen_subcommand_from serve' -l store
complete -c pke -n '__fish_seen_subcommand_from serve' -l token
complete -c pke -n '__fish_seen_subcommand_from serve' -l user-header
complete -c pke -n '__fish_seen_subcommand_from serve' -l version
complete -c pke -n '__fish_seen_subcommand_from runs' -l all
complete -c pke -n '__fish_seen_subcommand_from runs' -l archived
complete -c pke -n '__fish_seen_subcommand_from runs' -l columns
complete -c pke -n '__fish_seen_subcommand_from runs' -l fields
complete -c pke -n '__fish_seen_subcommand_from runs' -l group
complete -c pke -n '__fish_seen_subcommand_from runs' -l help
complete -c pke -n '__fish_seen_subcommand_from runs' -l home
complete -c pke -n '__fish_seen_subcommand_from runs' -l json
complete -c pke -n '__fish_seen_subcommand_from runs' -l sort
complete -c pke -n '__fish_seen_subcommand_from runs' -l store
complete -c pke -n '__fish_seen_subcommand_from runs' -l tag
complete -c pke -n '__fish_seen_subcommand_from runs' -l version
complete -c pke -n '__fish_seen_subcommand_from show' -l help
complete -c pke -n '__fish_seen_subcommand_from show' -l home
complete -c pke -n '__fish_seen_subcommand_from show' -l json
complete -c pke -n '__fish_seen_subcommand_from show' -l mechanism
complete -c pke -n '__fish_seen_subcommand_from show' -l store
complete -c pke -n '__fish_seen_subcommand_from show' -l version
complete -c pke -n '__fish_seen_subcommand_from compare' -l csv
complete -c pke -n '__fish_seen_subcommand_from compare' -l help
complete -c pke -n '__fish_seen_subcommand_from compare' -l home
complete -c pke -n '__fish_seen_subcommand_from compare' -l json
complete -c pke -n '__fish_seen_subcommand_from compare' -l latex
complete -c pke -n '__fish_seen_subcommand_from compare' -l markdown
complete -c pke -n '__fish_seen_subcommand_from compare' -l store
complete -c pke -n '__fish_seen_subcommand_from compare' -l version
complete -c pke -n '__fish_seen_subcommand_from compare' -l where
complete -c pke -n '__fish_seen_subcommand_from open' -l help
complete -c pke -n '__fish_seen_subcommand_from open' -l home
complete -c pke -n '__fish_seen_subcommand_from open' -l no-browser
complete -c pke -n '__fish_seen_subcommand_from open' -l port
complete -c pke -n '__fish_seen_subcommand_from open' -l store
complete -c pke -n '__fish_seen_subcommand_from open' -l version
complete -c pke -n '__fish_seen_subcommand_from judge' -l help
complete -c pke -n '__fish_seen_subcommand_from judge' -l home
complete -c pke -n '__fish_seen_subcommand_from judge' -l quiet
complete -c pke -n '__fish_seen_subcommand_from judge' -l store
complete -c pke -n '__fish_seen_subcommand_from judge' -l verbose
complete -c pke -n '__fish_seen_subcommand_from judge' -l version
complete -c pke -n '__fish_seen_subcommand_from note' -l by
complete -c pke -n '__fish_seen_subcommand_from note' -l help
complete -c pke -n '__fish_seen_subcommand_from note' -l home
complete -c pke -n '__fish_seen_subcommand_from note' -l store
complete -c pke -n '__fish_seen_subcommand_from note' -l version
complete -c pke -n '__fish_seen_subcommand_from tag' -l by
complete -c pke -n '__fish_seen_subcommand_from tag' -l help
complete -c pke -n '__fish_seen_subcommand_from tag' -l home
complete -c pke -n '__fish_seen_subcommand_from tag' -l store
complete -c pke -n '__fish_seen_subcommand_from tag' -l version
complete -c pke -n '__fish_seen_subcommand_from verify' -l blobs
complete -c pke -n '__fish_seen_subcommand_from verify' -l head
complete -c pke -n '__fish_seen_subcommand_from verify' -l help
complete -c pke -n '__fish_seen_subcommand_from verify' -l home
complete -c pke -n '__fish_seen_subcommand_from verify' -l json
complete -c pke -n '__fish_seen_subcommand_from verify' -l key
complete -c pke -n '__fish_seen_subcommand_from verify' -l store
complete -c pke -n '__fish_seen_subcommand_from verify' -l version
complete -c pke -n '__fish_seen_subcommand_from verify' -l witness
complete -c pke -n '__fish_seen_subcommand_from sign' -l help
complete -c pke -n '__fish_seen_subcommand_from sign' -l home
complete -c pke -n '__fish_seen_subcommand_from sign' -l json
complete -c pke -n '__fish_seen_subcommand_from sign' -l key
complete -c pke -n '__fish_seen_subcommand_from sign' -l new-key
complete -c pke -n '__fish_seen_subcommand_from sign' -l store
complete -c pke -n '__fish_seen_subcommand_from sign' -l to
complete -c pke -n '__fish_seen_subcommand_from sign' -l version
complete -c pke -n '__fish_seen_subcommand_from witness' -l head
complete -c pke -n '__fish_seen_subcommand_from witness' -l help
complete -c pke -n '__fish_seen_subcommand_from witness' -l key
complete -c pke -n '__fish_seen_subcommand_from witness' -l log-key
complete -c pke -n '__fish_seen_subcommand_from witness' -l new-key
complete -c pke -n '__fish_seen_subcommand_from witness' -l to
complete -c pke -n '__fish_seen_subcommand_from witness' -l version
complete -c pke -n '__fish_seen_subcommand_from bundle' -l force
complete -c pke -n '__fish_seen_subcommand_from bundle' -l help
complete -c pke -n '__fish_seen_subcommand_from bundle' -l home
complete -c pke -n '__fish_seen_subcommand_from bundle' -l json
complete -c pke -n '__fish_seen_subcommand_from bundle' -l key
complete -c pke -n '__fish_seen_subcommand_from bundle' -l since
complete -c pke -n '__fish_seen_subcommand_from bundle' -l store
complete -c pke -n '__fish_seen_subcommand_from bundle' -l to
complete -c pke -n '__fish_seen_subcommand_from bundle' -l version
complete -c pke -n '__fish_seen_subcommand_from import' -l head
complete -c pke -n '__fish_seen_subcommand_from import' -l help
complete -c pke -n '__fish_seen_subcommand_from import' -l home
complete -c pke -n '__fish_seen_subcommand_from import' -l json
complete -c pke -n '__fish_seen_subcommand_from import' -l key
complete -c pke -n '__fish_seen_subcommand_from import' -l store
complete -c pke -n '__fish_seen_subcommand_from import' -l version
complete -c pke -n '__fish_seen_subcommand_from backup' -l help
complete -c pke -n '__fish_seen_subcommand_from backup' -l home
complete -c pke -n '__fish_seen_subcommand_from backup' -l store
complete -c pke -n '__fish_seen_subcommand_from backup' -l version
complete -c pke -n '__fish_seen_subcommand_from copy' -l blobs
complete -c pke -n '__fish_seen_subcommand_from copy' -l help
complete -c pke -n '__fish_seen_subcommand_from copy' -l home
complete -c pke -n '__fish_seen_subcommand_from copy' -l store
complete -c pke -n '__fish_seen_subcommand_from copy' -l to
complete -c pke -n '__fish_seen_subcommand_from copy' -l version
complete -c pke -n '__fish_seen_subcommand_from archive' -l back
complete -c pke -n '__fish_seen_subcommand_from archive' -l by
complete -c pke -n '__fish_seen_subcommand_from archive' -l help
complete -c pke -n '__fish_seen_subcommand_from archive' -l home
complete -c pke -n '__fish_seen_subcommand_from archive' -l store
complete -c pke -n '__fish_seen_subcommand_from archive' -l to
complete -c pke -n '__fish_seen_subcommand_from archive' -l version
complete -c pke -n '__fish_seen_subcommand_from erase' -l by
complete -c pke -n '__fish_seen_subcommand_from erase' -l help
complete -c pke -n '__fish_seen_subcommand_from erase' -l home
complete -c pke -n '__fish_seen_subcommand_from erase' -l reason
complete -c pke -n '__fish_seen_subcommand_from erase' -l store
complete -c pke -n '__fish_seen_subcommand_from erase' -l version
complete -c pke -n '__fish_seen_subcommand_from access' -l help
complete -c pke -n '__fish_seen_subcommand_from access' -l home
complete -c pke -n '__fish_seen_subcommand_from access' -l json
complete -c pke -n '__fish_seen_subcommand_from access' -l store
complete -c pke -n '__fish_seen_subcommand_from access' -l version
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from list' -l help
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from list' -l home
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from list' -l json
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from list' -l store
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from list' -l version
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from make' -l expires
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from make' -l help
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from make' -l home
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from make' -l name
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from make' -l run
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from make' -l scope
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from make' -l store
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from make' -l version
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from revoke' -l help
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from revoke' -l home
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from revoke' -l store
complete -c pke -n '__fish_seen_subcommand_from token; and __fish_seen_subcommand_from revoke' -l version
complete -c pke -n '__fish_seen_subcommand_from token' -f -a list
complete -c pke -n '__fish_seen_subcommand_from token' -f -a make
complete -c pke -n '__fish_seen_subcommand_from token' -f -a revoke
complete -c pke -n '__fish_seen_subcommand_from token' -l help
complete -c pke -n '__fish_seen_subcommand_from token' -l version
complete -c pke -n '__fish_seen_subcommand_from export' -l base
complete -c pke -n '__fish_seen_subcommand_from export' -l delta
complete -c pke -n '__fish_seen_subcommand_from export' -l force
complete -c pke -n '__fish_seen_subcommand_from export' -l help
complete -c pke -n '__fish_seen_subcommand_from export' -l home
complete -c pke -n '__fish_seen_subcommand_from export' -l key
complete -c pke -n '__fish_seen_subcommand_from export' -l sign
complete -c pke -n '__fish_seen_subcommand_from export' -l store
complete -c pke -n '__fish_seen_subcommand_from export' -l to
complete -c pke -n '__fish_seen_subcommand_from export' -l version
complete -c pke -n '__fish_seen_subcommand_from diff' -l base
complete -c pke -n '__fish_seen_subcommand_from diff' -l csv
complete -c pke -n '__fish_seen_subcommand_from diff' -l help
complete -c pke -n '__fish_seen_subcommand_from diff' -l home
complete -c pke -n '__fish_seen_subcommand_from diff' -l json
complete -c pke -n '__fish_seen_subcommand_from diff' -l store
complete -c pke -n '__fish_seen_subcommand_from diff' -l version
complete -c pke -n '__fish_seen_subcommand_from which' -l help
complete -c pke -n '__fish_seen_subcommand_from which' -l home
complete -c pke -n '__fish_seen_subcommand_from which' -l json
complete -c pke -n '__fish_seen_subcommand_from which' -l store
complete -c pke -n '__fish_seen_subcommand_from which' -l version
complete -c pke -n '__fish_seen_subcommand_from apply' -l help
complete -c pke -n '__fish_seen_subcommand_from apply' -l home
complete -c pke -n '__fish_seen_subcommand_from apply' -l store
complete -c pke -n '__fish_seen_subcommand_from apply' -l to
complete -c pke -n '__fish_seen_subcommand_from apply' -l version
complete -c pke -n '__fish_seen_subcommand_from revert' -l help
complete -c pke -n '__fish_seen_subcommand_from revert' -l home
complete -c pke -n '__fish_seen_subcommand_from revert' -l store
complete -c pke -n '__fish_seen_subcommand_from revert' -l to
complete -c pke -n '__fish_seen_subcommand_from revert' -l version
complete -c pke -n '__fish_seen_subcommand_from methods' -l help
complete -c pke -n '__fish_seen_subcommand_from methods' -l json
complete -c pke -n '__fish_seen_subcommand_from methods' -l version
complete -c pke -n '__fish_seen_subcommand_from judges' -l help
complete -c pke -n '__fish_seen_subcommand_from judges' -l json
complete -c pke -n '__fish_seen_subcommand_from judges' -l version
complete -c pke -n '__fish_seen_subcommand_from models' -l help
complete -c pke -n '__fish_seen_subcommand_from models' -l json
complete -c pke -n '__fish_seen_subcommand_from models' -l version
complete -c pke -n '__fish_seen_subcommand_from plan; and __fish_seen_subcommand_from schema' -l help
complete -c pke -n '__fish_seen_subcommand_from plan; and __fish_seen_subcommand_from schema' -l version
complete -c pke -n '__fish_seen_subcommand_from plan' -f -a schema
complete -c pke -n '__fish_seen_subcommand_from plan' -l help
complete -c pke -n '__fish_seen_subcommand_from plan' -l version
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from answer' -l compute
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from answer' -l date
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from answer' -l device
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from answer' -l dtype
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from answer' -l help
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from answer' -l new
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from answer' -l no-template
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from answer' -l plain
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from answer' -l seed
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from answer' -l temperature
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from answer' -l top-k
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from answer' -l top-p
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from answer' -l version
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from import' -l dtype
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from import' -l help
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from import' -l to
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from import' -l version
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from info' -l compute
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from info' -l device
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from info' -l dtype
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from info' -l help
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from info' -l json
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from info' -l plain
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from info' -l version
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from random' -l dtype
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from random' -l help
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from random' -l seed
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from random' -l shape
complete -c pke -n '__fish_seen_subcommand_from model; and __fish_seen_subcommand_from random' -l version
complete -c pke -n '__fish_seen_subcommand_from model' -f -a answer
complete -c pke -n '__fish_seen_subcommand_from model' -f -a import
complete -c pke -n '__fish_seen_subcommand_from model' -f -a info
complete -c pke -n '__fish_seen_subcommand_from model' -f -a random
complete -c pke -n '__fish_seen_subcommand_from model' -l help
complete -c pke -n '__fish_seen_subcommand_from model' -l version
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l attacks
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l benign
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l compute
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l device
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l drop-duplicates
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l dtype
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l help
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l judge
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l map
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l model
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l new
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l plain
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l questions
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l refusal
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l seed
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l split
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l to
complete -c pke -n '__fish_seen_subcommand_from data; and __fish_seen_subcommand_from make' -l version
complete -c pke -n '__fish_seen_subcommand_from data' -f -a make
complete -c pke -n '__fish_seen_subcommand_from data' -l help
complete -c pke -n '__fish_seen_subcommand_from data' -l version
complete -c pke -n '__fish_seen_subcommand_from specimen' -l help
complete -c pke -n '__fish_seen_subcommand_from specimen' -l seed
complete -c pke -n '__fish_seen_subcommand_from specimen' -l steps
complete -c pke -n '__fish_seen_subcommand_from specimen' -l to
complete -c pke -n '__fish_seen_subcommand_from specimen' -l version
complete -c pke -n '__fish_seen_subcommand_from specimen' -l without-unsafe
complete -c pke -n '__fish_seen_subcommand_from check' -l compute
complete -c pke -n '__fish_seen_subcommand_from check' -l device
complete -c pke -n '__fish_seen_subcommand_from check' -l dtype
complete -c pke -n '__fish_seen_subcommand_from check' -l help
complete -c pke -n '__fish_seen_subcommand_from check' -l json
complete -c pke -n '__fish_seen_subcommand_from check' -l plain
complete -c pke -n '__fish_seen_subcommand_from check' -l version
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from crash' -l dir
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from crash' -l help
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from crash' -l json
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from crash' -l processes
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from crash' -l rounds
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from crash' -l seed
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from crash' -l store
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from crash' -l version
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from diff' -l dir
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from diff' -l help
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from diff' -l json
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from diff' -l megabytes
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from diff' -l rounds
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from diff' -l version
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l compute
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l device
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l dtype
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l gguf
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l help
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l json
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l new
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l plain
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l prompt
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l python
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l rounds
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l sequences
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l side-by-side
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l steps
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from model' -l version
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from start' -l dir
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from start' -l help
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from start' -l json
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from start' -l rounds
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from start' -l runs
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from start' -l version
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from store' -l dir
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from store' -l events
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from store' -l help
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from store' -l json
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from store' -l version
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from web' -l dir
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from web' -l events
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from web' -l help
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from web' -l json
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from web' -l readers
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from web' -l runs
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from web' -l steps
complete -c pke -n '__fish_seen_subcommand_from bench; and __fish_seen_subcommand_from web' -l version
complete -c pke -n '__fish_seen_subcommand_from bench' -f -a crash
complete -c pke -n '__fish_seen_subcommand_from bench' -f -a diff
complete -c pke -n '__fish_seen_subcommand_from bench' -f -a model
complete -c pke -n '__fish_seen_subcommand_from bench' -f -a start
complete -c pke -n '__fish_seen_subcommand_from bench' -f -a store
complete -c pke -n '__fish_seen_subcommand_from bench' -f -a web
complete -c pke -n '__fish_seen_subcommand_from bench' -l help
complete -c pke -n '__fish_seen_subcommand_from bench' -l version
complete -c pke -n '__fish_seen_subcommand_from completion' -l help
complete -c pke -n '__fish_seen_subcommand_from completion' -l version
