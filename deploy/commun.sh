# Ce que partagent les commandes de ce dossier : la racine du dépôt, et de quoi construire. À inclure, non à lancer.
set -euo pipefail
racine="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

dire() { printf '%s\n' "$*" >&2; }
echouer() { dire "$*"; exit 1; }

# installer <paquet> <ce qui manque> : par apt quand on le peut, sinon dit la ligne à taper.
installer() {
  local paquet="$1" manque="$2" devant=""
  if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then devant="sudo"; else devant="impossible"; fi
  fi
  if ! command -v apt-get >/dev/null || [ "$devant" = impossible ]; then
    echouer "Il manque $manque. Installez-le puis recommencez, par exemple : sudo apt-get install -y $paquet"
  fi
  dire "Il manque $manque : installation de $paquet…"
  { $devant apt-get update -qq && DEBIAN_FRONTEND=noninteractive $devant apt-get install -y -qq --no-install-recommends "$paquet"; } >&2 \
    || echouer "L'installation n'a pas abouti. Essayez : sudo apt-get update && sudo apt-get install -y $paquet"
}

# version_de <java ou javac> : le numéro majeur, 0 s'il manque.
version_de() {
  local v
  v="$("$1" -version 2>&1 | grep -oE '(version "|javac )[0-9]+' | grep -oE '[0-9]+$' | head -1)" || true
  printf '%s' "${v:-0}"
}

choisir_java() { # pose JAVA et JAVAC : ceux de JAVA_HOME, à défaut ceux du PATH
  JAVA=java JAVAC=javac
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then JAVA="$JAVA_HOME/bin/java" JAVAC="$JAVA_HOME/bin/javac"; fi
}

java_21() { # le dossier d'un Java 21 ou plus, celui de JAVA21_HOME d'abord ; rien s'il n'y en a pas
  local d
  for d in "${JAVA21_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -x "$d/bin/java" ] && [ "$(version_de "$d/bin/java")" -ge 21 ]; then printf '%s' "$d"; return; fi
  done
}

exiger_java() { # ce qu'il faut pour exécuter
  choisir_java
  if [ "$(version_de "$JAVA")" -lt 17 ]; then
    installer openjdk-17-jdk-headless "Java 17 ou plus"
    unset JAVA_HOME
    choisir_java
    [ "$(version_de "$JAVA")" -ge 17 ] || echouer "La commande java n'est toujours pas en version 17 ; choisissez-la : sudo update-alternatives --config java"
  fi
}

exiger_de_quoi_construire() {
  exiger_java
  if [ "$(version_de "$JAVAC")" -lt 17 ]; then
    installer openjdk-17-jdk-headless "le compilateur de Java 17 ou plus"
    [ "$(version_de "$JAVAC")" -ge 17 ] || echouer "La commande javac n'est toujours pas en version 17 ; choisissez-la : sudo update-alternatives --config javac"
  fi
  command -v mvn >/dev/null || installer maven "Maven"
}

lanceur="$racine/modules/lanceur/target/lanceur.jar"
war="$racine/modules/lanceur/target/iel.war"

a_construire() { # vrai si un source (ou un dossier : un fichier ôté) est plus récent que ce qui en a été fait
  [ -f "$lanceur" ] && [ -f "$war" ] || return 0
  [ -n "$(cd "$racine" && {
    find pom.xml modules/*/pom.xml modules/*/src/main -newer "$war" -not -path 'modules/lanceur/*' -print -quit
    find pom.xml modules/lanceur/pom.xml modules/lanceur/src/main -newer "$lanceur" -print -quit
  })" ]
}

construire() {
  a_construire || return 0
  exiger_de_quoi_construire
  [ ! -e "$racine/modules/lanceur/target" ] || [ -w "$racine/modules/lanceur/target" ] \
    || echouer "Ce dossier a été construit par un autre compte : modules/*/target n'est pas modifiable. Lancez avec ce compte, ou supprimez ces dossiers."
  dire "Construction de l'application (une à quelques minutes la première fois : Maven télécharge les bibliothèques)…"
  local debut=$SECONDS pid
  (cd "$racine" && exec mvn -q -B -Papplication clean package) >&2 &
  pid=$!
  trap 'kill "$pid" 2>/dev/null; exit 130' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    if [ -t 2 ]; then printf '\r  %d s' $((SECONDS - debut)) >&2
    elif [ $(((SECONDS - debut) % 15)) = 14 ]; then dire "  … $((SECONDS - debut)) s"; fi
  done
  [ ! -t 2 ] || printf '\r' >&2
  wait "$pid" || echouer "La construction a échoué ; la cause est ci-dessus."
  trap - INT TERM
  dire "Construit en $((SECONDS - debut)) s."
}

construire_les_epreuves() { # pose epreuves : les classes qui démarrent l'application et la mesurent
  epreuves="$racine/modules/lanceur/target/test-classes"
  if [ ! -d "$epreuves" ] || [ -n "$(find "$racine/modules/lanceur/src/test" -newer "$epreuves/fr/cnfpt/lanceur/banc/BancInscription.class" -print -quit)" ]; then
    rm -f "$lanceur"
  fi
  construire
}
