package fr.cnfpt.catalogue.sessions.application;

import fr.cnfpt.annuaire.api.Annuaire;
import fr.cnfpt.annuaire.api.CollectiviteInfo;
import fr.cnfpt.annuaire.api.Geographie;
import fr.cnfpt.annuaire.api.Portee;
import fr.cnfpt.annuaire.api.StructureInfo;
import fr.cnfpt.annuaire.api.TerritoireInfo;
import fr.cnfpt.catalogue.sessions.domain.AireRecrutement;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.outils.francais.Francais;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Pour qui une session est publiée : les départements, intercommunalités et employeurs que l'on choisit, et leurs noms.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.DELEGATION, Role.SIEGE})
public class ChoisirUneAire {

    @Inject
    Annuaire annuaire;

    @Inject
    Geographie geographie;

    /**
     * @param structure qui organise, ou {@code null} : ses intercommunalités se proposent
     * @return des clés d'aire et leurs noms, les départements d'abord
     */
    public Map<String, String> chercher(StructureInfo structure, String texte, int auPlus) {
        String cherche = Francais.lettres(texte);
        Map<String, String> trouves = new LinkedHashMap<>();
        new TreeMap<>(geographie.departements()).forEach((code, nom) -> {
            if (code.equalsIgnoreCase(texte.strip()) || Francais.lettres(nom).contains(cherche)) {
                trouves.put(AireRecrutement.departement(code), nom + " (" + code + ")");
            }
        });
        if (structure != null && structure.region() != null) {
            annuaire.territoiresDeRegion(structure.region()).stream()
                    .filter(t -> Francais.lettres(t.nom()).contains(cherche))
                    .forEach(t -> trouves.put(AireRecrutement.epci(t.siren()), t.nom()));
        }
        annuaire.chercherCollectivites(Portee.ENTIERE, texte, auPlus)
                .forEach(c -> trouves.put(AireRecrutement.collectivite(c.id()), employeur(c)));
        return trouves.entrySet().stream()
                .limit(auPlus)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    /** Le nom de chacune, dans l'ordre. @throws Refus invalide, si l'une n'existe pas */
    public Map<String, String> nommer(Collection<String> cles) {
        Map<String, String> departements = geographie.departements();
        Map<String, TerritoireInfo> epci = annuaire.territoires(cles.stream()
                .filter(c -> c.startsWith("E:"))
                .map(c -> c.substring(2))
                .toList());
        Map<Long, CollectiviteInfo> employeurs = annuaire.collectivites(cles.stream()
                .filter(c -> c.startsWith("C:"))
                .map(c -> Long.valueOf(c.substring(2)))
                .toList());
        Map<String, String> noms = new LinkedHashMap<>();
        for (String cle : cles) {
            String code = cle.length() > 2 ? cle.substring(2) : "";
            String nom = switch (cle.charAt(0)) {
                case 'N' -> "toutes les collectivités";
                case 'D' -> departements.containsKey(code) ? departements.get(code) + " (" + code + ")" : null;
                case 'E' -> epci.containsKey(code) ? epci.get(code).nom() : null;
                default -> {
                    CollectiviteInfo c = employeurs.get(Long.valueOf(code));
                    yield c == null ? null : employeur(c);
                }
            };
            if (nom == null) {
                throw Refus.invalide(
                        "session-invalide",
                        "aire",
                        "Un des territoires choisis n'existe plus : ôtez-le de l'aire de recrutement, puis recommencez.");
            }
            noms.put(cle, nom);
        }
        return noms;
    }

    private static String employeur(CollectiviteInfo c) {
        return c.nom() + " (" + c.departement() + ")";
    }
}
