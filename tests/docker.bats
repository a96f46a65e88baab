#!/usr/bin/env bats
# Docker's files and the output of its commands, as users have them.

load common

# inspected NAME OPTIONS: what docker inspect prints of a container.
inspected() {
  printf '{"Id": "%064d", "Name": "/%s", "State": {"Status": "running"}, "Config": {"Labels": %s},\n' \
    7 "$1" "${3-null}"
  printf '"HostConfig": {"SecurityOpt": %s}}\n' "$2"
}

@test "one container of three is unconfined" {
  { echo '['; inspected a null; echo ,; inspected b '["seccomp=unconfined"]'; echo ,; inspected c '[]'; echo ']'; } >all.json
  run -1 --separate-stderr lint - <all.json
  expect_in "<stdin>:6:32: error: container 'b' (000000000000, running): " "$output"
  ((${#lines[@]} == 1))
  tr -d '\n' <all.json >line.json
  run -1 --separate-stderr lint line.json
  expect_in "error: container 'b' (" "$output"
  ((${#lines[@]} == 1))
}

@test "containers of Kubernetes are named under -v" {
  inspected k8s_web '["seccomp=unconfined"]' '{"io.kubernetes.docker.type": "container"}' >k8s.json
  run -0 --separate-stderr lint -v k8s.json
  expect ''
  expect_in "skipped k8s.json:1: container 'k8s_web' (000000000000, running) is managed by Kubernetes" "$stderr"
}

@test "JSON that is no YAML matters when it is Docker's" {
  printf '{"compilerOptions": ["seccomp=unconfined"], // why\n}\n' >tsconfig.json
  run -0 --separate-stderr lint tsconfig.json
  expect ''
  inspected web '["seccomp=unconfined"]' | head -c 200 >cut.json
  run -1 --separate-stderr lint cut.json
  expect_in '[yaml-syntax]' "$output"
}

@test "warnings alone do not fail, unless asked to" {
  printf 'services: {web: {security_opt: [seccomp=Unconfined]}}\n' >compose.yaml
  run -0 lint compose.yaml
  run -1 lint --fail-level warning compose.yaml
}

@test "a rule's references are explained" {
  run -0 lint --explain docker-seccomp-disabled
  expect_in 'CNTR-MK-001170, V-260937' "$output"
  expect_in 'docker ps -q | xargs docker inspect | seccomp-lint -' "$output"
  run -0 lint --explain restrict-seccomp
  expect_in 'Kyverno restrict-seccomp' "$output"
}
