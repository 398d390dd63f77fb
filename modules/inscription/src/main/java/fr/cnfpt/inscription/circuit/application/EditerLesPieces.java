package fr.cnfpt.inscription.circuit.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.catalogue.api.DerouleDeSession;
import fr.cnfpt.catalogue.api.FichesDeStage;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.inscription.api.Etat;
import fr.cnfpt.outils.Pdf;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Ce qu'un bulletin donne à imprimer, en PDF, à qui peut le lire : l'agent, sa collectivité, la délégation. */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.AGENT, Role.RESPONSABLE, Role.GESTIONNAIRE_RH, Role.PARTENAIRE, Role.DELEGATION, Role.SIEGE},
        deBranche = true)
public class EditerLesPieces {

    private static final Set<Etat> CONVOQUES = Set.of(Etat.CONVOQUEE, Etat.PRESENTE, Etat.ABSENTE, Etat.ATTESTEE);

    @Inject
    ConsulterBulletins bulletins;

    @Inject
    FichesDeStage fiches;

    @Inject
    DerouleDeSession deroules;

    @Inject
    Annuaire annuaire;

    @Inject
    Horloge horloge;

    /** @throws Refus conflit, tant que personne n'est convoqué */
    public byte[] convocation(long id) {
        Dossier d = bulletins.dossier(id);
        if (!CONVOQUES.contains(d.etat())) {
            throw Refus.conflit("pas-convoque", "Il n'y a pas encore de convocation pour ce bulletin.");
        }
        Map<String, Object> m = demande(d);
        m.put("seances", deroules.temps(d.session().id()));
        // Passée à distance, elle ne fait plus venir : ni accès, ni repas, ni hébergement.
        boolean aDistance = d.session().enPresence() && d.session().ville() == null;
        m.put("pourVenir", aDistance ? Map.of() : fiches.pourVenir(d.session().id()));
        return Pdf.ecrire("convocation.ftlh", m);
    }

    /**
     * Le bulletin avec le visa de la collectivité : sans lui, rien ne part au CNFPT.
     *
     * @throws Refus conflit, tant que la collectivité ne l'a pas validé
     */
    public byte[] bulletin(long id) {
        Dossier d = bulletins.dossier(id);
        Dossier.Pas visa = d.visa();
        if (visa == null) {
            throw Refus.conflit(
                    "pas-valide",
                    "Ce bulletin n'est pas validé par la collectivité : il n'y a pas de visa à imprimer.");
        }
        Map<String, Object> m = demande(d);
        m.put("vise", visa.quandEnClair());
        m.put("visa", visa.par());
        m.put("depose", Texte.moment(d.ligne().deposeLe()));
        m.put("situation", d.situation());
        return Pdf.ecrire("bulletin.ftlh", m);
    }

    private Map<String, Object> demande(Dossier d) {
        Map<String, Object> m = new HashMap<>();
        m.put("agent", d.agent().nomComplet());
        m.put("matricule", d.agent().matricule());
        m.put("collectivite", d.collectivite().nom());
        m.put("intitule", d.session().intitule());
        m.put("code", d.session().stageCode());
        m.put("periode", d.session().periode());
        m.put(
                "horaires",
                d.session().horaires() == null
                        ? "à votre rythme, pendant la période"
                        : d.session().horaires());
        m.put("lieu", d.session().ville() == null ? "À distance" : d.session().ville());
        m.put("adresse", d.session().adresse() == null ? "" : d.session().adresse());
        m.put("duree", d.session().duree());
        m.put("modalite", d.session().modalite().libelle());
        m.put(
                "structure",
                annuaire.structure(d.session().structureId())
                        .map(StructureInfo::nom)
                        .orElse("CNFPT"));
        m.put("numero", d.ligne().id());
        m.put("editee", Texte.jour(horloge.aujourdhui()));
        m.put("demonstration", d.session().demonstration());
        return m;
    }
}
