package fr.cnfpt.annuaire.collectivites.persistence;

import fr.cnfpt.annuaire.api.Portee;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Les employeurs que la carte ne donne pas. */
@ApplicationScoped
public class Employeurs {

    public record Departement(String code, String nom) {}

    @Inject
    Jdbi jdbi;

    /** Ceux d'une délégation, ou de toute la France. */
    public List<Departement> departements(Portee portee) {
        return jdbi.withHandle(h -> h.createQuery(
                        """
        select d.code, d.nom from annuaire.departement d
         where d.millesime_fin is null and
        """ + portee.sql(null, null, "annuaire.delegation_de(d.region)") + " order by d.code")
                .bindMap(portee.valeurs())
                .mapTo(Departement.class)
                .list());
    }

    /** Le rattache à la délégation en exercice de son département. @return vide si ce SIREN est déjà pris */
    public Optional<Long> enregistrer(String siren, String nom, String nature, String departement, String codeInsee) {
        return jdbi.withHandle(h -> h.createQuery("""
        insert into annuaire.collectivite (siren, nom, nature, departement, epci_siren, structure_id)
        select :siren, :nom, :nature, d.code, (select k.epci_siren from annuaire.commune k where k.code_insee = :insee and k.departement = d.code),
               annuaire.delegation_de(d.region)
          from annuaire.departement d where d.code = :departement
        on conflict (siren) do nothing returning id
        """)
                .bind("siren", siren)
                .bind("nom", nom)
                .bind("nature", nature)
                .bind("insee", codeInsee)
                .bind("departement", departement)
                .mapTo(Long.class)
                .findOne());
    }
}
