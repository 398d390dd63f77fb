package fr.cnfpt.inscription.circuit.domain;

import static fr.cnfpt.inscription.api.Etat.ABSENTE;
import static fr.cnfpt.inscription.api.Etat.ACCEPTEE;
import static fr.cnfpt.inscription.api.Etat.AVIS_RENDU;
import static fr.cnfpt.inscription.api.Etat.CONVOQUEE;
import static fr.cnfpt.inscription.api.Etat.EN_SELECTION;
import static fr.cnfpt.inscription.api.Etat.LISTE_ATTENTE;
import static fr.cnfpt.inscription.api.Etat.PREINSCRIPTION;
import static fr.cnfpt.inscription.api.Etat.PRESENTE;
import static fr.cnfpt.inscription.api.Etat.TRANSMISE;
import static fr.cnfpt.inscription.places.domain.Moment.ANNULEE;
import static fr.cnfpt.inscription.places.domain.Moment.AVANT_OUVERTURE;
import static fr.cnfpt.inscription.places.domain.Moment.CLOSE;
import static fr.cnfpt.inscription.places.domain.Moment.COMMENCEE;
import static fr.cnfpt.inscription.places.domain.Moment.FINIE;
import static fr.cnfpt.inscription.places.domain.Moment.OUVERTE;

import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.inscription.places.domain.Moment;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Ce qu'on fait d'un bulletin, les états d'où on le fait et les moments de la session où on le peut : ni l'un ni
 * l'autre ne suffit. docs/transitions.md en est tiré.
 */
public enum Geste {
    DEMANDER(
            "Demander, inscrire",
            "agent, RH, SIRH",
            de(),
            a(OUVERTE),
            COMMENCEE,
            "le premier jour, s'il est la clôture"),
    DONNER_UN_AVIS(
            "Donner un avis",
            "responsable, autre employeur",
            de(PREINSCRIPTION, AVIS_RENDU),
            a(AVANT_OUVERTURE, OUVERTE, CLOSE)),
    LEVER_L_AVIS("Ne plus attendre l'avis", "RH, tâche", de(PREINSCRIPTION), tous()),
    VALIDER("Valider et transmettre", "RH", de(AVIS_RENDU), a(OUVERTE), COMMENCEE, DEMANDER.condition),
    REFUSER_SANS_TRANSMETTRE("Refuser sans transmettre", "RH", de(PREINSCRIPTION, AVIS_RENDU), tous()),
    RETIRER("Annuler avant la transmission", "agent, RH", de(PREINSCRIPTION, AVIS_RENDU), tous()),
    ANNULER(
            "Annuler après la transmission",
            "agent, RH, SIRH, CNFPT",
            de(TRANSMISE, EN_SELECTION, LISTE_ATTENTE, ACCEPTEE, CONVOQUEE),
            a(AVANT_OUVERTURE, OUVERTE, CLOSE, ANNULEE)),
    REFUSER_LE_CHANGEMENT(
            "Refuser que sa session ait changé, ou la place qu'on lui donne ailleurs",
            "agent, RH, SIRH",
            de(PREINSCRIPTION, AVIS_RENDU, TRANSMISE, EN_SELECTION, LISTE_ATTENTE, ACCEPTEE, CONVOQUEE),
            a(AVANT_OUVERTURE, OUVERTE, CLOSE)),
    REMPLACER("Passer sa place à un collègue", "RH, SIRH", de(ACCEPTEE, CONVOQUEE), a(AVANT_OUVERTURE, OUVERTE, CLOSE)),
    PROMOUVOIR(
            "Donner une place rendue au premier de la file",
            "aussitôt, de soi-même",
            de(LISTE_ATTENTE),
            a(AVANT_OUVERTURE, OUVERTE),
            CLOSE,
            "selon la règle datée"),
    LAISSER_PASSER(
            "Passer à la suivante une place offerte, sans réponse",
            "tâche",
            de(TRANSMISE),
            a(AVANT_OUVERTURE, OUVERTE),
            CLOSE,
            "selon la règle datée"),
    ACCUEILLIR(
            "Recevoir une place à la place d'une autre session",
            "CNFPT, agent invité",
            de(),
            a(AVANT_OUVERTURE, OUVERTE, CLOSE)),
    ACCEPTER("Accepter", "CNFPT", de(TRANSMISE), a(AVANT_OUVERTURE, OUVERTE, CLOSE, COMMENCEE)),
    DEPARTAGER("Décider la sélection", "CNFPT", de(EN_SELECTION), a(CLOSE, COMMENCEE)),
    REFUSER("Refuser", "CNFPT", de(TRANSMISE, EN_SELECTION, LISTE_ATTENTE, ACCEPTEE), tous()),
    CONVOQUER("Convoquer", "CNFPT", de(ACCEPTEE), a(AVANT_OUVERTURE, OUVERTE, CLOSE, COMMENCEE)),
    NOTER_UN_DEPART("Noter l'absence ou le départ, et pourquoi", "CNFPT", de(CONVOQUEE), a(COMMENCEE, FINIE)),
    NOTER_LA_PRESENCE(
            "Noter la présence ou l'absence",
            "formateur, CNFPT",
            de(CONVOQUEE, PRESENTE, ABSENTE),
            a(COMMENCEE, FINIE)),
    ATTESTER("Délivrer l'attestation", "CNFPT", de(PRESENTE), a(FINIE)),
    ORIENTER(
            "Noter le test d'orientation d'une préparation aux concours",
            "CNFPT",
            de(TRANSMISE, LISTE_ATTENTE),
            a(AVANT_OUVERTURE, OUVERTE, CLOSE, COMMENCEE)),
    AVERTIR(
            "Avertir d'absences dans une préparation aux concours",
            "CNFPT",
            de(CONVOQUEE, PRESENTE, ABSENTE),
            a(COMMENCEE)),
    RADIER("Radier d'une préparation aux concours", "CNFPT", de(CONVOQUEE, PRESENTE, ABSENTE), a(COMMENCEE));

    private final String libelle;
    private final String qui;
    private final Set<Etat> etats;
    private final Set<Moment> moments;
    private final Moment sous;
    private final String condition;

    Geste(String libelle, String qui, Set<Etat> etats, Set<Moment> moments) {
        this(libelle, qui, etats, moments, null, null);
    }

    /** @param sous un moment de plus, sous cette condition, que juge qui fait le geste */
    Geste(String libelle, String qui, Set<Etat> etats, Set<Moment> moments, Moment sous, String condition) {
        this.libelle = libelle;
        this.qui = qui;
        this.etats = etats;
        this.moments = moments;
        this.sous = sous;
        this.condition = condition;
    }

    private static Set<Etat> de(Etat... etats) {
        Set<Etat> s = EnumSet.noneOf(Etat.class);
        s.addAll(Arrays.asList(etats));
        return s;
    }

    private static Set<Moment> a(Moment... moments) {
        return EnumSet.copyOf(Arrays.asList(moments));
    }

    private static Set<Moment> tous() {
        return EnumSet.allOf(Moment.class);
    }

    public String libelle() {
        return libelle;
    }

    public String qui() {
        return qui;
    }

    /** Les états d'où on le fait ; aucun : il crée le bulletin. */
    public Set<Etat> etats() {
        return etats;
    }

    /** Vrai si on le peut à ce moment, sans condition. */
    public boolean admet(Moment moment) {
        return moments.contains(moment);
    }

    /** Vrai si on le peut de cet état, à ce moment. */
    public boolean admet(Etat etat, Moment moment) {
        return etats.contains(etat) && admet(moment);
    }

    /** La condition qui l'admet encore à ce moment, ou {@code null}. */
    public String condition(Moment moment) {
        return moment == sous ? condition : null;
    }
}
