package fr.cnfpt.attestation.attestations.application;

import fr.cnfpt.acces.api.Personnes;
import fr.cnfpt.attestation.attestations.domain.Attestation;
import fr.cnfpt.attestation.attestations.port.Attestations;
import fr.cnfpt.commun.Autorise;
import fr.cnfpt.commun.Horloge;
import fr.cnfpt.commun.Journal;
import fr.cnfpt.commun.Refus;
import fr.cnfpt.commun.Role;
import fr.cnfpt.commun.UtilisateurCourant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Set;

/**
 * Ce qu'une personne a obtenu chez un employeur, elle le montre à un autre si elle le veut (décret 2008-830, art. 6) :
 * à celui du poste en la qualité duquel elle agit. Elle le reprend quand elle veut.
 */
@ApplicationScoped
@Transactional
@Autorise({Role.AGENT, Role.RESPONSABLE})
public class PartagerMesAttestations {

    private static final int LOT = 500;

    @Inject
    UtilisateurCourant courant;

    @Inject
    Personnes personnes;

    @Inject
    ConsulterAttestations consulter;

    @Inject
    Attestations attestations;

    @Inject
    Journal journal;

    @Inject
    Horloge horloge;

    /** Vrai si elle tient, ou a tenu, un autre poste que celui en la qualité duquel elle agit. */
    public boolean aDAutresPostes() {
        return personnes.postesDuCompte(courant.get().compteId()).size() > 1;
    }

    /** Celles que voit, parce qu'elle les partage, l'employeur du poste en la qualité duquel elle agit. */
    public Set<Long> partagees() {
        return attestations.partagees(courant.get().agent());
    }

    /** @throws Refus conflit, si cet employeur la voit déjà parce qu'elle fut obtenue chez lui */
    public void partager(long id) {
        Attestation a = sienne(id);
        if (a.collectiviteId() == courant.get().collectivite()) {
            throw Refus.conflit("obtenue-ici", "Cette attestation a été obtenue chez cet employeur : il la voit déjà.");
        }
        montrer(a.id());
    }

    /** Toutes celles obtenues ailleurs et en vigueur. @return combien se montrent de plus */
    public long partagerTout() {
        long ici = courant.get().collectivite();
        long partagees = 0;
        for (int premiere = 0; ; premiere += LOT) {
            var lignes = consulter.lister("", null, premiere, LOT).lignes();
            partagees += lignes.stream()
                    .filter(r -> r.collectiviteId() != ici && r.enVigueur() && estAMoi(r.agentId()))
                    .filter(r -> montrer(r.id()))
                    .count();
            if (lignes.size() < LOT) {
                return partagees;
            }
        }
    }

    /** @throws Refus introuvable, si elle n'est pas à soi */
    public void reprendre(long id) {
        if (attestations.reprendre(sienne(id).id(), courant.get().agent(), horloge.maintenant())) {
            noter("attestation-reprise", id, "N'est plus partagée par l'agent");
        }
    }

    private boolean montrer(long id) {
        boolean neuf = attestations.partager(
                id,
                courant.get().agent(),
                courant.get().collectivite(),
                courant.get().compteId(),
                horloge.maintenant());
        if (neuf) {
            noter("attestation-partagee", id, "Partagée par l'agent, obtenue chez un autre employeur");
        }
        return neuf;
    }

    /** Un responsable voit celles de son équipe : il ne partage que les siennes. */
    private Attestation sienne(long id) {
        Attestation a = consulter.exiger(id);
        if (!estAMoi(a.agentId())) {
            throw Refus.introuvable("attestation-inconnue", "Cette attestation n'est pas à vous.");
        }
        return a;
    }

    private boolean estAMoi(long agentId) {
        return personnes.postesDuCompte(courant.get().compteId()).contains(agentId);
    }

    private void noter(String action, long id, String detail) {
        journal.noter(action, "attestation " + id, detail, courant.get().collectivite());
    }
}
