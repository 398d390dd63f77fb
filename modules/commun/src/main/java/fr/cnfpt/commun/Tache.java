package fr.cnfpt.commun;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Ce qui se fait de soi-même, à intervalle régulier : le portail trouve les tâches et les lance au nom du système, une
 * à la fois pour chacune. Une tâche supporte d'être lancée sur deux serveurs en même temps.
 */
public interface Tache {

    /** Ce qu'elle fait, en quelques mots. */
    String nom();

    /** L'attente entre la fin d'un passage et le début du suivant. */
    Duration periode();

    void executer();

    /** L'un après l'autre : ce qui tombe pour l'un n'arrête pas les autres, et se lance une fois tous servis. */
    static <T> void chacun(Iterable<T> tous, Consumer<T> faire) {
        RuntimeException tombee = null;
        for (T un : tous) {
            try {
                faire.accept(un);
            } catch (RuntimeException e) {
                if (tombee == null) {
                    tombee = e;
                } else {
                    tombee.addSuppressed(e);
                }
            }
        }
        if (tombee != null) {
            throw tombee;
        }
    }
}
