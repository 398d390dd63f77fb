package fr.cnfpt.garde.courrier.adapter.web;

import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.garde.courrier.application.LireLaBoite;
import fr.cnfpt.garde.courrier.persistence.BoiteDEnvoi;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** La boîte de la démonstration : les courriers déposés, leurs liens à cliquer. Introuvable ailleurs. */
@Named("boite")
@RequestScoped
public class BoiteView {

    private static final Pattern LIEN = Pattern.compile(Pattern.quote(Parametres.adresse()) + "(/[^\\s]*)");

    @Inject
    LireLaBoite boite;

    private List<Message> messages;

    /** Un bout de texte, ou une adresse du site. */
    public record Morceau(String texte, String lien) {}

    public record Message(
            long id, String objet, String destinataire, String quand, String sort, List<Morceau> morceaux) {}

    @PostConstruct
    void lire() {
        messages = boite.derniers().stream().map(BoiteView::message).toList();
    }

    public List<Message> getMessages() {
        return messages;
    }

    private static Message message(BoiteDEnvoi.Courrier c) {
        return new Message(
                c.id(),
                c.objet(),
                c.destinataire(),
                Texte.moment(c.deposeLe().toInstant()),
                c.partiLe() != null ? "parti" : c.abandonneLe() != null ? "abandonné" : "resté ici",
                morceaux(c.texte()));
    }

    static List<Morceau> morceaux(String texte) {
        List<Morceau> tous = new ArrayList<>();
        Matcher m = LIEN.matcher(texte);
        int fin = 0;
        while (m.find()) {
            tous.add(new Morceau(texte.substring(fin, m.start()), null));
            tous.add(new Morceau(m.group(), m.group(1)));
            fin = m.end();
        }
        tous.add(new Morceau(texte.substring(fin), null));
        return tous;
    }
}
