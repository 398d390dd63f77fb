package fr.cnfpt.inscription.suivi.adapter.web;

import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.Utilisateur;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.MesurerLActivite;
import fr.cnfpt.inscription.circuit.persistence.Activites.Activite;
import fr.cnfpt.inscription.circuit.port.Bulletins;
import fr.cnfpt.inscription.convocations.application.SuivreLesConvocations;
import fr.cnfpt.inscription.offre.application.TableauDesSessions;
import fr.cnfpt.outils.ecran.Attente;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** La part de l'inscription dans la première page de chacun. */
@ApplicationScoped
public class AttenteInscription implements Attente {

    private static final String BULLETINS = "/inscription/bulletins.xhtml?etat=";

    @Inject
    ConsulterBulletins bulletins;

    @Inject
    TableauDesSessions sessions;

    @Inject
    MesurerLActivite activite;

    @Inject
    SuivreLesConvocations convocations;

    /** Les demandes se comptent dans la portée de qui lit. */
    @Override
    public boolean deBranche() {
        return true;
    }

    @Override
    public List<Tuile> pour(Utilisateur u) {
        return switch (u.role()) {
            case AGENT -> {
                Map<Etat, Long> n = bulletins.compter();
                long aVenir = bulletins.mesConvocations();
                yield List.of(
                        new Tuile(
                                aVenir,
                                accord(aVenir, "convocation à télécharger", "convocations à télécharger"),
                                "pour une session à venir",
                                BULLETINS + Etat.CONVOQUEE + "&avenir=1",
                                true),
                        tuile(
                                n,
                                Etat.LISTE_ATTENTE,
                                "demande en liste d'attente",
                                "demandes en liste d'attente",
                                "une place rendue va à la première",
                                false),
                        new Tuile(
                                somme(
                                        n,
                                        Etat.PREINSCRIPTION,
                                        Etat.AVIS_RENDU,
                                        Etat.TRANSMISE,
                                        Etat.EN_SELECTION,
                                        Etat.ACCEPTEE),
                                accord(
                                        somme(
                                                n,
                                                Etat.PREINSCRIPTION,
                                                Etat.AVIS_RENDU,
                                                Etat.TRANSMISE,
                                                Etat.EN_SELECTION,
                                                Etat.ACCEPTEE),
                                        "demande en cours",
                                        "demandes en cours"),
                                "de l'avis du responsable à la convocation",
                                "/inscription/bulletins.xhtml",
                                false));
            }
            case RESPONSABLE -> {
                long siennes = bulletins.mesConvocations();
                yield List.of(
                        tuile(
                                bulletins.compter(),
                                Etat.PREINSCRIPTION,
                                "avis à donner",
                                "avis à donner",
                                "la demande attend votre avis pour avancer",
                                true),
                        new Tuile(
                                siennes,
                                accord(siennes, "convocation à télécharger", "convocations à télécharger"),
                                "pour une session à venir",
                                BULLETINS + Etat.CONVOQUEE,
                                true));
            }
            case GESTIONNAIRE_RH -> {
                Map<Etat, Long> n = bulletins.compter();
                yield List.of(
                        tuile(
                                n,
                                Etat.AVIS_RENDU,
                                "bulletin à valider",
                                "bulletins à valider",
                                "rien n'est transmis sans vous",
                                true),
                        tuile(
                                n,
                                Etat.PREINSCRIPTION,
                                "avis de responsable attendu",
                                "avis de responsables attendus",
                                "",
                                false),
                        tuile(
                                n,
                                Etat.LISTE_ATTENTE,
                                "demande en liste d'attente",
                                "demandes en liste d'attente",
                                "",
                                false),
                        tuile(n, Etat.CONVOQUEE, "agent convoqué", "agents convoqués", "", false));
            }
            case DELEGATION, SIEGE -> {
                long sous = sessions.sousLeMinimum();
                long perdues = convocations.combienDeNonRemises();
                yield List.of(
                        new Tuile(
                                sous,
                                accord(sous, "session sous son minimum", "sessions sous leur minimum"),
                                "début d'ici au " + Texte.date(sessions.sauverJusqu()) + " : ce qui peut les sauver",
                                "/inscription/sauver.xhtml",
                                true),
                        new Tuile(
                                perdues,
                                accord(perdues, "convocation non remise", "convocations non remises"),
                                "adresse absente, refusée, ou courriel revenu",
                                "/inscription/nonremises.xhtml",
                                true),
                        parSession(Etat.TRANSMISE, "bulletin à instruire", "bulletins à instruire"),
                        parSession(Etat.ACCEPTEE, "stagiaire à convoquer", "stagiaires à convoquer"),
                        cetteAnnee());
            }
            default -> List.of();
        };
    }

    /** Le volume se dit en journées formation stagiaire, à côté des personnes. */
    private Tuile cetteAnnee() {
        Activite a = activite.cetteAnnee();
        return new Tuile(
                a.stagiaires(),
                accord(a.stagiaires(), "stagiaire cette année", "stagiaires cette année"),
                a.volume() + " (journées formation stagiaire)",
                "/inscription/sessions.xhtml?passees=1",
                false);
    }

    private static Tuile tuile(Map<Etat, Long> n, Etat etat, String un, String plusieurs, String note, boolean urgent) {
        long combien = n.getOrDefault(etat, 0L);
        return new Tuile(combien, accord(combien, un, plusieurs), note, BULLETINS + etat, urgent);
    }

    /** Une délégation s'en occupe session par session. */
    private Tuile parSession(Etat etat, String un, String plusieurs) {
        Bulletins.Attente attente = sessions.attente(etat);
        long combien = attente.bulletins();
        return new Tuile(
                combien,
                accord(combien, un, plusieurs),
                combien == 0 ? "" : "dans " + Texte.pluriel(attente.sessions(), "session", "sessions"),
                "/inscription/sessions.xhtml?attend=" + etat,
                false);
    }

    private static String accord(long n, String un, String plusieurs) {
        return Texte.accord(n, un, plusieurs);
    }

    private static long somme(Map<Etat, Long> n, Etat... etats) {
        long s = 0;
        for (Etat e : etats) {
            s += n.getOrDefault(e, 0L);
        }
        return s;
    }
}
