package fr.cnfpt.inscription.simulation;

import fr.cnfpt.annuaire.api.PorteesEnMemoire;
import fr.cnfpt.commun.Courriers;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.UtilisateurCourant;
import fr.cnfpt.inscription.application.AnnuaireEnMemoire;
import fr.cnfpt.inscription.application.OffreEnMemoire;
import fr.cnfpt.inscription.circuit.application.AnnulerBulletin;
import fr.cnfpt.inscription.circuit.application.AvisAttendus;
import fr.cnfpt.inscription.circuit.application.ConsulterBulletins;
import fr.cnfpt.inscription.circuit.application.DonnerAvis;
import fr.cnfpt.inscription.circuit.application.InscrireAgents;
import fr.cnfpt.inscription.circuit.application.InstruireBulletins;
import fr.cnfpt.inscription.circuit.application.LeverLesAvis;
import fr.cnfpt.inscription.circuit.application.Preinscrire;
import fr.cnfpt.inscription.circuit.application.RendreLaPlace;
import fr.cnfpt.inscription.circuit.application.ValiderBulletins;
import fr.cnfpt.inscription.circuit.persistence.BulletinsSql;
import fr.cnfpt.inscription.circuit.persistence.ReglesDuCircuit;
import fr.cnfpt.inscription.circuit.persistence.SessionsSuivies;
import fr.cnfpt.inscription.places.application.Guichet;
import fr.cnfpt.inscription.places.application.LireLesSouhaits;
import fr.cnfpt.inscription.places.application.OffrirUnePlace;
import fr.cnfpt.inscription.places.application.PrevenirLesAutresEmployeurs;
import fr.cnfpt.inscription.places.application.TenirLeGuichet;
import fr.cnfpt.inscription.places.persistence.Offres;
import fr.cnfpt.inscription.places.persistence.PlacesSql;
import fr.cnfpt.inscription.quotas.application.ReglerLeQuota;
import fr.cnfpt.inscription.quotas.persistence.Quotas;
import fr.cnfpt.inscription.sauvetage.application.EcrireAuxInscrits;
import fr.cnfpt.inscription.sauvetage.application.FinirLesOffres;
import fr.cnfpt.inscription.sauvetage.application.FinirUneOffre;
import fr.cnfpt.inscription.sauvetage.application.RepondreAUneProposition;
import fr.cnfpt.inscription.sauvetage.persistence.Propositions;
import fr.cnfpt.inscription.selection.application.ClasserLesDemandes;
import fr.cnfpt.inscription.selection.application.DeciderLaSelection;
import fr.cnfpt.inscription.selection.application.EcrireLaSelection;
import fr.cnfpt.inscription.selection.application.EtablirLeClassement;
import fr.cnfpt.inscription.selection.persistence.ReglesDeSelection;
import fr.cnfpt.inscription.selection.persistence.Selections;
import fr.cnfpt.inscription.suivi.application.SuivreLesStagiaires;
import fr.cnfpt.outils.Injection;
import fr.cnfpt.outils.JournalEnMemoire;
import fr.cnfpt.outils.PostgresDeTest;
import fr.cnfpt.outils.regles.persistence.Regles;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/** Les gestes de chacun, assemblés sur une transaction : ce que le serveur fait, sans serveur. */
final class Bureaux {

    private static final Pattern LIEN = Pattern.compile("place\\.xhtml\\?jeton=(\\S+)");

    final SessionsSuivies suivies;
    final InscrireAgents inscription = new InscrireAgents();
    final Preinscrire preinscription = new Preinscrire();
    final DonnerAvis avis = new DonnerAvis();
    final ValiderBulletins validation = new ValiderBulletins();
    final InstruireBulletins instruction = new InstruireBulletins();
    final AnnulerBulletin annulation = new AnnulerBulletin();
    final SuivreLesStagiaires suivi = new SuivreLesStagiaires();
    final LeverLesAvis levee = new LeverLesAvis();
    final FinirUneOffre finDUneOffre = new FinirUneOffre();
    final FinirLesOffres tache = new FinirLesOffres();
    final ReglerLeQuota reglage = new ReglerLeQuota();
    final RepondreAUneProposition reponse = new RepondreAUneProposition();
    final Selections selections = new Selections();
    final ClasserLesDemandes classement = new ClasserLesDemandes();
    final DeciderLaSelection decision = new DeciderLaSelection();
    final PlacesSql places;
    final Offres offres;
    final Quotas quotas;

    /**
     * @param places celles de la base, ou celles qu'on éprouve
     * @param jetons où vont les liens des places offertes, comme s'ils arrivaient par courriel
     */
    Bureaux(
            EntityManager em,
            Marche marche,
            UtilisateurCourant courant,
            OffreEnMemoire offre,
            AnnuaireEnMemoire annuaire,
            PlacesSql places,
            Consumer<String> jetons) {
        this.places = places;
        Horloge horloge = new Horloge(marche);
        Jdbi jdbi = PostgresDeTest.jdbi(em, horloge);
        BulletinsSql bulletins = Injection.poser(new BulletinsSql(), em, jdbi);
        Injection.poser(places, em, jdbi);
        suivies = Injection.poser(new SessionsSuivies(), jdbi);
        PorteesEnMemoire portees = new PorteesEnMemoire(courant);
        ReglesDuCircuit regles = new ReglesDuCircuit() {
            @Override
            public boolean avisDesAutresEmployeurs(Instant depot) {
                return false;
            }

            @Override
            public int joursDePromotion(LocalDate jour) {
                return Suite.JOURS_DE_PROMOTION;
            }

            @Override
            public int heuresDOffre(LocalDate jour) {
                return 48;
            }
        };
        Courriers courriers = (Courriers) Proxy.newProxyInstance(
                Courriers.class.getClassLoader(), new Class<?>[] {Courriers.class}, (p, m, a) -> {
                    throw new AssertionError("personne n'a d'autre employeur ici");
                });
        PrevenirLesAutresEmployeurs autres = Injection.poser(new PrevenirLesAutresEmployeurs(), annuaire, courriers);
        ConsulterBulletins consultation = new ConsulterBulletins();
        AvisAttendus attendus = Injection.poser(new AvisAttendus(), annuaire, horloge);
        Courriers boite = (Courriers) Proxy.newProxyInstance(
                Courriers.class.getClassLoader(), new Class<?>[] {Courriers.class}, (p, m, a) -> {
                    Matcher lien = LIEN.matcher((String) a[2]);
                    if (lien.find()) {
                        jetons.accept(lien.group(1));
                    }
                    return null;
                });
        offres = Injection.poser(new Offres(), jdbi);
        RendreLaPlace rendu = Injection.poser(
                new RendreLaPlace(),
                places,
                regles,
                Injection.poser(new OffrirUnePlace(), offres, annuaire, boite, horloge),
                horloge);
        Propositions propositions = Injection.poser(new Propositions(), jdbi);
        quotas = Injection.poser(new Quotas(), jdbi);
        Journal journal = (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (p, m, a) -> null);
        Injection.poser(reglage, quotas, offre, places, suivies, rendu, annuaire, portees, journal, horloge);
        Injection.poser(
                finDUneOffre, offres, propositions, offre, bulletins, places, rendu, regles, annuaire, boite, horloge);
        Injection.poser(tache, finDUneOffre);
        Injection.poser(
                reponse,
                propositions,
                offre,
                annuaire,
                bulletins,
                places,
                rendu,
                Injection.poser(new EcrireAuxInscrits(), boite, annuaire),
                finDUneOffre,
                courant,
                horloge);
        Guichet guichet = Injection.poser(
                new Guichet(),
                Injection.poser(
                        new TenirLeGuichet(),
                        places,
                        annuaire,
                        horloge,
                        autres,
                        Injection.poser(new LireLesSouhaits(), annuaire, offre)));
        Injection.poser(inscription, courant, guichet, horloge);
        Injection.poser(preinscription, courant, annuaire, offre, bulletins, places, regles, autres, horloge);
        Injection.poser(avis, courant, annuaire, offre, bulletins, horloge);
        Injection.poser(validation, courant, portees, annuaire, offre, bulletins, places, attendus, horloge);
        Injection.poser(instruction, courant, portees, offre, bulletins, places, rendu, horloge);
        Injection.poser(consultation, courant, portees, annuaire, offre, bulletins, places, attendus, regles, horloge);
        Injection.poser(annulation, courant, consultation, offre, bulletins, places, rendu, horloge);
        Injection.poser(suivi, courant, offre, bulletins, horloge);
        Injection.poser(levee, courant, attendus, bulletins, horloge);
        Injection.poser(selections, em, jdbi);
        EtablirLeClassement etabli = Injection.poser(
                new EtablirLeClassement(),
                selections,
                Injection.poser(new ReglesDeSelection(), Injection.poser(new Regles(), jdbi), jdbi),
                annuaire,
                horloge);
        Injection.poser(classement, etabli, selections, offre, places, annuaire, portees, horloge);
        Injection.poser(
                decision,
                classement,
                etabli,
                selections,
                bulletins,
                places,
                Injection.poser(new EcrireLaSelection(), selections, annuaire, boite),
                courant,
                new JournalEnMemoire(),
                horloge);
    }
}
