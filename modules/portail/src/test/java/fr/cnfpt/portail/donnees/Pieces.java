package fr.cnfpt.portail.donnees;

import fr.cnfpt.acces.comptes.adapter.persistence.ActeursSql;
import fr.cnfpt.acces.mutualisation.adapter.persistence.RattachementsSql;
import fr.cnfpt.acces.securite.adapter.persistence.FreinsSql;
import fr.cnfpt.annuaire.adapter.persistence.AnnuaireSql;
import fr.cnfpt.annuaire.adapter.persistence.DonneesAnnuaireSql;
import fr.cnfpt.annuaire.collectivites.adapter.persistence.CollectivitesSql;
import fr.cnfpt.attestation.attestations.adapter.persistence.DonneesAttestationSql;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.commun.donnees.DonneesPersonnelles;
import fr.cnfpt.ecommunautes.adapter.persistence.DonneesCommunautesSql;
import fr.cnfpt.garde.conservation.adapter.persistence.ConservationSql;
import fr.cnfpt.garde.courrier.adapter.courriel.PostierSmtp;
import fr.cnfpt.garde.courrier.adapter.persistence.BoiteDEnvoiSql;
import fr.cnfpt.garde.courrier.application.EnvoyerLesCourriers;
import fr.cnfpt.garde.donnees.adapter.persistence.DemandesSql;
import fr.cnfpt.garde.donnees.adapter.persistence.SujetsSql;
import fr.cnfpt.garde.journal.adapter.persistence.JournalSql;
import fr.cnfpt.garde.journal.application.TenirLeJournal;
import fr.cnfpt.inscription.adapter.persistence.DonneesInscriptionSql;
import fr.cnfpt.outils.persistence.DonneesOutilsSql;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Les cas d'usage montés sur les vrais adaptateurs de tous les modules, sur une seule connexion : celle de la
 * transaction.
 */
final class Pieces {

    static final List<Class<? extends DonneesPersonnelles>> TENUES = List.of(
            DonneesAnnuaireSql.class,
            DonneesInscriptionSql.class,
            DonneesCommunautesSql.class,
            DonneesAttestationSql.class,
            DonneesOutilsSql.class);
    private static final List<Class<?>> ADAPTATEURS = List.of(
            ActeursSql.class,
            AnnuaireSql.class,
            BoiteDEnvoiSql.class,
            CollectivitesSql.class,
            ConservationSql.class,
            DemandesSql.class,
            FreinsSql.class,
            JournalSql.class,
            RattachementsSql.class,
            SujetsSql.class,
            EnvoyerLesCourriers.class,
            TenirLeJournal.class,
            PostierSmtp.class);

    private final List<Object> connus = new ArrayList<>();

    Pieces(Jdbi jdbi, Horloge horloge, UtilisateurCourant courant) {
        connus.addAll(List.of(jdbi, horloge, courant));
        List<DonneesPersonnelles> tenues = new ArrayList<>();
        TENUES.forEach(c -> tenues.add(piece(c)));
        connus.add(Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instance.class},
                (p, m, a) -> m.getName().equals("stream") ? tenues.stream() : tenues.iterator()));
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
        for (Field f : classe.getDeclaredFields()) {
            if (f.isAnnotationPresent(Inject.class) && f.getType() != String.class) {
                f.setAccessible(true);
                f.set(neuf, piece(f.getType()));
            }
        }
        return neuf;
    }
}
