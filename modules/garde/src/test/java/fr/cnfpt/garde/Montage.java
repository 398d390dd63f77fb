package fr.cnfpt.garde;

import fr.cnfpt.acces.comptes.persistence.ActeursSql;
import fr.cnfpt.acces.comptes.persistence.PostesSql;
import fr.cnfpt.acces.entree.application.Connexions;
import fr.cnfpt.acces.mutualisation.application.AgirPour;
import fr.cnfpt.acces.securite.application.Freiner;
import fr.cnfpt.acces.securite.persistence.Freins;
import fr.cnfpt.acces.securite.persistence.Oublis;
import fr.cnfpt.annuaire.api.EnCoursDansLeCircuit;
import fr.cnfpt.annuaire.collectivites.persistence.Collectivites;
import fr.cnfpt.annuaire.persistence.AnnuaireSql;
import fr.cnfpt.annuaire.persistence.PorteesSql;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.garde.journal.application.TenirLeJournal;
import fr.cnfpt.garde.journal.persistence.LignesDuJournal;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.envois.application.FairePartir;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Les cas d'usage de l'annuaire montés sur leurs vrais adaptateurs, dans une transaction. Les freins écrivent à côté,
 * comme dans le serveur où ils ouvrent la leur. Le calcul des empreintes est remplacé par un calcul qui ne prend pas de
 * temps.
 */
public final class Montage {

    private static final List<Class<?>> ADAPTATEURS = List.of(
            ActeursSql.class,
            AgirPour.class,
            AnnuaireSql.class,
            Collectivites.class,
            Connexions.class,
            Freins.class,
            FairePartir.class,
            PorteesSql.class,
            PostesSql.class,
            SansDemande.class,
            TenirLeJournal.class);

    /** Ici, nul n'a rien demandé. */
    static final class SansDemande implements EnCoursDansLeCircuit {
        @Override
        public Compte combien(long collectiviteId, Integer attenteJours) {
            return new Compte(0, 0, 0);
        }
    }

    /** Ce que les cas d'usage ont annoncé aux modules d'au-dessus. */
    final List<Object> annonces = new ArrayList<>();

    private final List<Object> connus = new ArrayList<>();
    private final EntityManager em;
    private final Jdbi horsTransaction;

    public Montage(EntityManager em, PostgresDeTest postgres, Horloge horloge, UtilisateurCourant courant) {
        this.em = em;
        this.horsTransaction = postgres.jdbi();
        connus.addAll(List.of(em, PostgresDeTest.jdbi(em, horloge), horloge, courant, new Rapide()));
    }

    /** @return le bean de ce type, ses dépendances posées */
    public <T> T bean(Class<T> type) {
        for (Object o : connus) {
            if (type.isInstance(o)) {
                return type.cast(o);
            }
        }
        Class<?> classe = type.isInterface()
                ? ADAPTATEURS.stream()
                        .filter(type::isAssignableFrom)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("Rien ne tient " + type))
                : type;
        try {
            Object neuf = classe.getDeclaredConstructor().newInstance();
            connus.add(neuf);
            for (Field f : classe.getDeclaredFields()) {
                if (f.isAnnotationPresent(Inject.class) || f.isAnnotationPresent(PersistenceContext.class)) {
                    f.setAccessible(true);
                    f.set(neuf, valeur(classe, f.getType()));
                }
            }
            return type.cast(neuf);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object valeur(Class<?> pour, Class<?> type) throws ReflectiveOperationException {
        if ((pour == Freins.class || pour == Oublis.class) && type == Jdbi.class) {
            return horsTransaction;
        }
        if (type == Instance.class) {
            return null; // Rien ne part d'ici : ce qui part s'éprouve dans les outils (CourrierTest).
        }
        if (type == Event.class) {
            return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Event.class}, (p, m, a) -> {
                annonces.add(a[0]);
                return null;
            });
        }
        if (pour == Freiner.class && type == Journal.class) {
            return Injection.poser(
                    new TenirLeJournal(),
                    Injection.poser(new LignesDuJournal(), horsTransaction),
                    bean(UtilisateurCourant.class));
        }
        return type == EntityManager.class ? em : bean(type);
    }

    /** Ce qui arrive pendant qu'un mot de passe se juge. */
    Montage pendantLeCalcul(Runnable action) {
        bean(Rapide.class).pendant = action;
        return this;
    }

    private static final class Rapide implements Pbkdf2PasswordHash {
        private Runnable pendant = () -> {};

        @Override
        public void initialize(Map<String, String> reglages) {
            /* rien à régler */
        }

        @Override
        public String generate(char[] motDePasse) {
            return "essai:" + new String(motDePasse);
        }

        @Override
        public boolean verify(char[] motDePasse, String empreinte) {
            pendant.run();
            return generate(motDePasse).equals(empreinte);
        }
    }
}
