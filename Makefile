.PHONY: run test
run test: ; @python3 tasks.py $@
