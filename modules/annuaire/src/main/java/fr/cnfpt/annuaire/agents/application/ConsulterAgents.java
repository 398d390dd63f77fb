package fr.cnfpt.annuaire.agents.application;

import fr.cnfpt.annuaire.agents.domain.Colonne;
import fr.cnfpt.annuaire.agents.persistence.Agents;
import fr.cnfpt.annuaire.api.AgentInfo;
import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Communes.CommuneInfo;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.Texte;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.outils.liste.Tri;
import fr.cnfpt.outils.tableaux.Tableaux;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Les agents de sa collectivité, et d'elle seule : les chercher, les lister, les emporter. */
@ApplicationScoped
@Transactional
@Autorise(
        value = {Role.GESTIONNAIRE_RH, Role.PARTENAIRE},
        deBranche = true)
public class ConsulterAgents {

    @Inject
    UtilisateurCourant courant;

    @Inject
    Annuaire annuaire;

    @Inject
    Agents agents;

    @Inject
    Tableaux tableaux;

    @Inject
    Journal journal;

    /** Les présents que la recherche retient, les débuts de nom d'abord. */
    public List<AgentInfo> chercher(String recherche, int limite) {
        return annuaire.chercherLesSiens(courant.get(), recherche, limite);
    }

    /** Le gestionnaire d'une branche ne lit qu'elle. */
    private Agents.Filtre siens(Agents.Filtre filtre) {
        return filtre.dans(courant.get().branche());
    }

    public Agents.Page page(Agents.Filtre filtre, Tri tri, int premiere, int combien) {
        return agents.page(courant.get().collectivite(), siens(filtre), tri, premiere, combien);
    }

    /** Les suivants par matricule, après celui-ci ; vide : du début. */
    public List<Agents.Fiche> apres(String recherche, String matricule, int combien) {
        return agents.apres(courant.get().collectivite(), recherche, matricule, combien);
    }

    public List<String> services() {
        return agents.services(courant.get().collectivite()).stream()
                .filter(courant.get()::repondDe)
                .toList();
    }

    public List<Agents.Cadre> cadres() {
        return agents.cadresEnVigueur();
    }

    public List<CommuneInfo> communes(String texte, int combien) {
        return agents.communes(texte, combien);
    }

    public CollectiviteInfo collectivite() {
        return annuaire.collectivite(courant.get().collectivite()).orElseThrow();
    }

    /** Écrit tout ce que le filtre retient, en flux ; le note au journal, car ce sont des données personnelles. */
    public void exporter(Agents.Filtre filtre, String format, OutputStream vers) {
        int[] n = {0};
        try (Tableaux.Sortie sortie = tableaux.ecrire(format, "Agents", vers)) {
            sortie.ligne(Arrays.stream(Colonne.values()).map(Colonne::libelle).toList());
            agents.parcourir(courant.get().collectivite(), siens(filtre), f -> {
                try {
                    sortie.ligne(f.ligne());
                    n[0]++;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        journal.noter(
                "agents-exportes",
                "agents",
                Texte.pluriel(n[0], "fiche emportée", "fiches emportées") + " en " + format,
                courant.get().collectivite());
    }
}
