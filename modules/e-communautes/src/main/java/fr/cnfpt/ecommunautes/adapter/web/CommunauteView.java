package fr.cnfpt.ecommunautes.adapter.web;

import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.ecommunautes.application.Contribuer;
import fr.cnfpt.ecommunautes.application.OuvrirLaPage;
import fr.cnfpt.ecommunautes.domain.Communaute;
import fr.cnfpt.ecommunautes.domain.Contribution;
import fr.cnfpt.ecommunautes.port.Contributions;
import fr.cnfpt.outils.ecran.Ecran;
import fr.cnfpt.outils.ecran.Pagination;
import fr.cnfpt.outils.ecran.Requete;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ActionEvent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Une communauté : lire, écrire, répondre. Le champ de réponse est celui du message choisi ({@code repondre} dans
 * l'adresse).
 */
@Named("communaute")
@RequestScoped
public class CommunauteView {

    /** Les discussions d'une page ; la plus récemment animée est toujours sur la première. */
    private static final int TAILLE = 30;

    /** Les réponses d'une page, d'une discussion lue en entier. */
    private static final int REPONSES = 50;

    @Inject
    OuvrirLaPage ouvrir;

    @Inject
    Contribuer contribuer;

    private long id;
    private Long repondreA;
    private String titre;
    private String texte;
    private String reponse;
    private Long discussion;
    private Communaute communaute;
    private boolean ouverte;
    private List<Ligne> discussions = List.of();
    private Pagination pagination = new Pagination(1, TAILLE, 0);

    /**
     * Une contribution telle qu'on la montre.
     *
     * @param tues combien de ses réponses ne sont pas montrées
     */
    public record Ligne(Contribution c, List<Ligne> reponses, long tues) {

        private static Ligne de(Contributions.Discussion d) {
            return new Ligne(
                    d.message(),
                    d.reponses().stream().map(r -> new Ligne(r, List.of(), 0)).toList(),
                    d.combien() - d.reponses().size());
        }

        public String precedentes() {
            return tues == 1
                    ? "Lire la réponse précédente"
                    : "Lire les " + Texte.nombre(tues) + " réponses précédentes";
        }

        public long id() {
            return c.id();
        }

        public String auteur() {
            return c.auteurNom();
        }

        public String titre() {
            return c.titre();
        }

        public String moment() {
            return Texte.moment(c.le());
        }

        public List<String> paragraphes() {
            return List.of(c.texte().split("\n+"));
        }

        /** La qualité de qui n'est pas un pair, ou {@code null}. */
        public String qualite() {
            return switch (Role.valueOf(c.auteurRole())) {
                case FORMATEUR -> "anime la formation";
                case DELEGATION, SIEGE -> "CNFPT";
                default -> null;
            };
        }

        public String initiales() {
            StringBuilder b = new StringBuilder();
            for (String mot : c.auteurNom().split("[ -]")) {
                if (!mot.isEmpty() && b.length() < 2) {
                    b.append(Character.toUpperCase(mot.charAt(0)));
                }
            }
            return b.toString();
        }
    }

    /** À l'arrivée : dit introuvable ce qui n'est pas à soi. */
    @PostConstruct
    void entrer() {
        try {
            id = Requete.identifiant("id");
            repondreA = Requete.texte("repondre").isEmpty() ? null : Requete.identifiant("repondre");
            discussion = Requete.texte("discussion").isEmpty() ? null : Requete.identifiant("discussion");
            lire();
        } catch (Refus refus) {
            Requete.introuvable();
        }
    }

    private void lire() {
        if (discussion == null) {
            OuvrirLaPage.Page page = ouvrir.executer(id, Pagination.premiere(TAILLE), TAILLE);
            communaute = page.communaute();
            ouverte = page.ouverte();
            discussions = page.lues().discussions().stream().map(Ligne::de).toList();
            pagination = Pagination.demandee(TAILLE, page.lues().total());
        } else {
            OuvrirLaPage.Fil fil = ouvrir.discussion(id, discussion, Pagination.premiere(REPONSES), REPONSES);
            communaute = fil.communaute();
            ouverte = fil.ouverte();
            discussions = List.of(Ligne.de(fil.discussion()));
            pagination = Pagination.demandee(REPONSES, fil.discussion().combien());
        }
    }

    public void publier() {
        ecrire(() -> contribuer.publier(id, titre, texte), "Votre message est publié.", champ -> "ecrire:" + champ);
    }

    public void repondre(ActionEvent e) {
        ecrire(
                () -> contribuer.repondre(id, repondreA, reponse),
                "Votre réponse est publiée.",
                champ -> e.getComponent().findComponent("reponse").getClientId());
    }

    private void ecrire(LongSupplier action, String succes, UnaryOperator<String> champEnPage) {
        try {
            long ecrite = action.getAsLong();
            Ecran.succes(succes);
            Ecran.aller("/ecommunautes/communaute.xhtml", Map.of("id", id, "lu", ecrite));
        } catch (Refus refus) {
            if (refus.champ() == null) {
                Ecran.refuser(refus.getMessage());
            } else {
                FacesContext.getCurrentInstance()
                        .addMessage(
                                champEnPage.apply(refus.champ()),
                                new FacesMessage(FacesMessage.SEVERITY_ERROR, refus.getMessage(), null));
                FacesContext.getCurrentInstance().validationFailed();
            }
        }
    }

    public List<Ligne> getDiscussions() {
        return discussions;
    }

    public Pagination getPagination() {
        return pagination;
    }

    /** Celle qu'on lit seule, ou {@code null}. */
    public Long getDiscussion() {
        return discussion;
    }

    /** Ce qui, dans l'adresse, dit où l'on lit. */
    public String getEnPlace() {
        return (discussion == null ? "" : "&discussion=" + discussion) + "&page=" + pagination.page();
    }

    public String getNom() {
        return communaute == null ? "" : communaute.titre();
    }

    public String getDescription() {
        return communaute == null ? "" : communaute.description();
    }

    public boolean isOuverte() {
        return ouverte;
    }

    public boolean isDeStage() {
        return communaute != null && communaute.estDeStage();
    }

    /** Ce que ces dates veulent dire pour qui lit. */
    public String getSituation() {
        Communaute c = communaute;
        if (!isDeStage()) {
            return "Communauté nationale, ouverte à tous. N'y déposez ni acte, ni nom d'usager.";
        }
        String dates = Texte.periode(c.ouverture(), c.fermeture());
        return isOuverte()
                ? "Ouverte " + dates
                        + ". Pour les stagiaires, s'y connecter une fois compte pour une demi-journée de formation."
                : "Ouverte " + dates + " : elle se lit, mais on n'y écrit pas.";
    }

    public long getId() {
        return id;
    }

    public Long getRepondreA() {
        return repondreA;
    }

    public String getTitre() {
        return titre;
    }

    public void setTitre(String t) {
        titre = t;
    }

    public String getReponse() {
        return reponse;
    }

    public void setReponse(String r) {
        reponse = r;
    }

    public String getTexte() {
        return texte;
    }

    public void setTexte(String t) {
        texte = t;
    }
}
