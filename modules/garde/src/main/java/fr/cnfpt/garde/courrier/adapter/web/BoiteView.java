package fr.cnfpt.garde.courrier.adapter.web;

import fr.cnfpt.commun.Parametres;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.garde.courrier.application.LireLaBoite;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.envois.domain.Envoi;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * La boîte d'envoi : dans la démonstration, les courriels déposés et leurs liens à cliquer ; ailleurs, au siège, ceux
 * qui ne sont pas partis.
 */
@Named("boite")
@RequestScoped
public class BoiteView {

    private static final Pattern LIEN = Pattern.compile(Pattern.quote(Parametres.adresse()) + "(/[^\\s]*)");

    @Inject
    LireLaBoite boite;

    private List<Message> messages;
    private boolean tronquee;

    /** Un bout de texte, ou une adresse du site. */
    public record Morceau(String texte, String lien) {}

    public record Message(
            long id,
            String objet,
            String destinataire,
            String quand,
            String sort,
            boolean renvoyable,
            List<Morceau> morceaux) {}

    @PostConstruct
    void lire() {
        List<Envoi> lus = boite.derniers();
        tronquee = lus.size() > LireLaBoite.MONTRES;
        messages = lus.stream().limit(LireLaBoite.MONTRES).map(this::message).toList();
    }

    public List<Message> getMessages() {
        return messages;
    }

    public boolean isTronquee() {
        return tronquee;
    }

    public boolean isDemonstration() {
        return boite.texteVisible();
    }

    public void renvoyer(long id) {
        if (Ecran.tenter(() -> boite.renvoyer(id))) {
            Ecran.succes("Le courriel attend de partir : rechargez la page dans un instant.");
            Ecran.aller("/garde/boite.xhtml");
        }
    }

    private Message message(Envoi e) {
        return new Message(
                e.id(),
                e.objet(),
                e.destinataire(),
                Texte.moment(e.deposeLe().toInstant()),
                e.sort(),
                e.estAbandonne() && boite.peutRenvoyer(),
                boite.texteVisible() ? morceaux(e.texte()) : List.of());
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
