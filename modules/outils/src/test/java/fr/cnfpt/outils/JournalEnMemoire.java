package fr.cnfpt.outils;

import fr.cnfpt.commun.Journal;
import java.util.ArrayList;
import java.util.List;

/** Un journal qui se relit : « action : détail ». */
public final class JournalEnMemoire implements Journal {

    public final List<String> notes = new ArrayList<>();
    public final List<String> signaux = new ArrayList<>();

    @Override
    public void noter(String action, String objet, String detail, Long collectiviteId) {
        notes.add(action + " : " + detail);
    }

    @Override
    public void signaler(String genre, String detail) {
        signaux.add(genre + " : " + detail);
    }

    @Override
    public void signaler(String genre, Long compteId, String detail) {
        signaler(genre, detail);
    }
}
