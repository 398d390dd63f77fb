package fr.cnfpt.portail.donnees;

import fr.cnfpt.acces.comptes.persistence.ActeursSql;
import fr.cnfpt.acces.comptes.persistence.PostesSql;
import fr.cnfpt.acces.persistence.DonneesAccesSql;
import fr.cnfpt.acces.persistence.PurgesAccesSql;
import fr.cnfpt.acces.securite.persistence.Freins;
import fr.cnfpt.annuaire.agents.imports.persistence.Imports;
import fr.cnfpt.annuaire.collectivites.persistence.Collectivites;
import fr.cnfpt.annuaire.persistence.AnnuaireSql;
import fr.cnfpt.annuaire.persistence.DonneesAnnuaireSql;
import fr.cnfpt.annuaire.persistence.PorteesSql;
import fr.cnfpt.attestation.attestations.persistence.DonneesAttestationSql;
import fr.cnfpt.attestation.transmissions.persistence.PurgesDesTransmissions;
import fr.cnfpt.catalogue.persistence.DonneesCatalogueSql;
import fr.cnfpt.catalogue.persistence.PurgesCatalogueSql;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.commun.donnees.DonneesPersonnelles;
import fr.cnfpt.commun.donnees.Purges;
import fr.cnfpt.ecommunautes.persistence.DonneesCommunautesSql;
import fr.cnfpt.garde.donnees.application.EffacerLesComptesFermes;
import fr.cnfpt.garde.journal.application.TenirLeJournal;
import fr.cnfpt.garde.persistence.DonneesGardeSql;
import fr.cnfpt.garde.persistence.PurgesGardeSql;
import fr.cnfpt.inscription.persistence.DonneesInscriptionSql;
import fr.cnfpt.inscription.persistence.PurgesInscriptionSql;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.envois.application.FairePartir;
import fr.cnfpt.outils.persistence.DonneesOutilsSql;
import fr.cnfpt.outils.persistence.PurgesOutilsSql;
import fr.cnfpt.planformation.surmesure.persistence.DonneesPlanFormationSql;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * Les cas d'usage montés sur les vrais adaptateurs de tous les modules, sur une seule connexion : celle de la
 * transaction.
 */
final class Pieces {

    static final List<Class<? extends DonneesPersonnelles>> TENUES = List.of(
            DonneesAnnuaireSql.class,
            DonneesAccesSql.class,
            DonneesGardeSql.class,
            DonneesCatalogueSql.class,
            DonneesPlanFormationSql.class,
            DonneesInscriptionSql.class,
            DonneesCommunautesSql.class,
            DonneesAttestationSql.class,
            DonneesOutilsSql.class);
    static final List<Class<? extends Purges>> PURGES = List.of(
            Imports.class,
            EffacerLesComptesFermes.class,
            PurgesAccesSql.class,
            PurgesGardeSql.class,
            PurgesInscriptionSql.class,
            PurgesDesTransmissions.class,
            PurgesCatalogueSql.class,
            PurgesOutilsSql.class);
    private static final List<Class<?>> ADAPTATEURS = List.of(
            ActeursSql.class,
            AnnuaireSql.class,
            Collectivites.class,
            Freins.class,
            PostesSql.class,
            FairePartir.class,
            PorteesSql.class,
            TenirLeJournal.class);

    private final List<Object> connus = new ArrayList<>();

    Pieces(Jdbi jdbi, Horloge horloge, UtilisateurCourant courant) {
        connus.addAll(List.of(jdbi, horloge, courant));
    }

    /** Tout ce qui met en œuvre ce que chaque module met en œuvre une fois. */
    private Object toutes(Class<?> contrat) {
        List<Object> toutes = new ArrayList<>();
        Stream.concat(TENUES.stream(), PURGES.stream())
                .filter(contrat::isAssignableFrom)
                .forEach(c -> toutes.add(piece(c)));
        return Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instance.class},
                (p, m, a) -> m.getName().equals("stream") ? toutes.stream() : toutes.iterator());
    }

    <T> T piece(Class<T> type) {
        for (Object o : connus) {
            if (type.isInstance(o)) {
                return type.cast(o);
            }
        }
        try {
            Class<?> classe = type.isInterface()
                    ? ADAPTATEURS.stream()
                            .filter(type::isAssignableFrom)
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("Rien ne tient " + type))
                    : type;
            Object neuf = neuf(classe);
            connus.add(neuf);
            return type.cast(neuf);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Une pièce de traitement : neuve à chaque fois, sa propriété posée. */
    <T> T pieceDeTraitement(Class<T> type, long passage) {
        try {
            T neuve = type.cast(neuf(type));
            for (Field f : type.getDeclaredFields()) {
                if (f.getName().equals("passage")) {
                    f.setAccessible(true);
                    f.set(neuve, String.valueOf(passage));
                }
            }
            return neuve;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object neuf(Class<?> classe) throws ReflectiveOperationException {
        Object neuf = classe.getDeclaredConstructor().newInstance();
        for (Field f : Injection.champs(classe)) {
            if (f.isAnnotationPresent(Inject.class) && f.getType() != String.class) {
                f.setAccessible(true);
                f.set(
                        neuf,
                        f.getType() == Instance.class
                                ? toutes(
                                        (Class<?>) ((ParameterizedType) f.getGenericType()).getActualTypeArguments()[0])
                                : piece(f.getType()));
            }
        }
        return neuf;
    }
}
