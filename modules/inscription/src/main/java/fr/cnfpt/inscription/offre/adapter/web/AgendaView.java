package fr.cnfpt.inscription.offre.adapter.web;

import fr.cnfpt.catalogue.api.OffreDeFormation.Critere;
import fr.cnfpt.catalogue.api.OffreDeFormation.Tri;
import fr.cnfpt.catalogue.api.SessionInfo;
import fr.cnfpt.inscription.api.Jauge;
import fr.cnfpt.inscription.offre.application.ConsulterLeCatalogue;
import fr.cnfpt.inscription.offre.application.Criteres;
import fr.cnfpt.inscription.offre.application.TableauDesSessions.LigneDeSession;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.primefaces.model.DefaultScheduleEvent;
import org.primefaces.model.LazyScheduleModel;
import org.primefaces.model.ScheduleModel;

/**
 * Le mois du catalogue en agenda (PrimeFaces Schedule, docs/adr/0040) : chaque session sur ses jours, avec ses places,
 * un lien vers sa page. Le mois est dans l'adresse ; le tableau du même mois est à côté.
 */
@Named("agendaDuMois")
@RequestScoped
public class AgendaView {

    /** Au-delà, un mois ne se lit plus : la page dit d'affiner. */
    private static final int AU_PLUS = 300;

    /** Une session qui finit dans le mois a pu commencer bien avant ; plus tôt, c'est un cycle, que la liste montre. */
    private static final int MOIS_D_AVANT = 2;

    @Inject
    CatalogueView catalogue;

    @Inject
    ConsulterLeCatalogue consultation;

    public LocalDate getPremierJour() {
        return catalogue.getMois().atDay(1);
    }

    /** « Les 300 premières sessions seulement : affinez. », ou {@code null}. */
    public String getTropPlein() {
        String mois = catalogue.getMois().toString();
        return catalogue.page().brute().facette(Critere.MOIS).stream()
                        .anyMatch(f -> f.code().equals(mois) && f.nombre() > AU_PLUS)
                ? "Les " + AU_PLUS
                        + " premières sessions du mois seulement : affinez la recherche pour voir les autres."
                : null;
    }

    public ScheduleModel getModele() {
        return new LazyScheduleModel() {
            private static final long serialVersionUID = 1L;

            @Override
            public void loadEvents(LocalDateTime du, LocalDateTime au) {
                lire(YearMonth.from(du.plusDays(7))).forEach(l -> addEvent(evenement(l)));
            }
        };
    }

    private List<LigneDeSession> lire(YearMonth mois) {
        Criteres c = Criteres.lire(catalogue.demande());
        Map<Critere, List<String>> choix = new EnumMap<>(Critere.class);
        choix.putAll(c.choix());
        choix.remove(Critere.JOUR);
        choix.put(
                Critere.MOIS,
                IntStream.rangeClosed(-MOIS_D_AVANT, 1)
                        .mapToObj(n -> mois.plusMonths(n).toString())
                        .toList());
        LocalDate premier = mois.atDay(1).minusDays(6);
        LocalDate dernier = mois.atEndOfMonth().plusDays(6);
        return consultation.chercher(c.mots(), choix, c.avecPlaces(), Tri.DATE, 0, AU_PLUS).lignes().stream()
                .filter(l -> !l.session().fin().isBefore(premier)
                        && !l.session().debut().isAfter(dernier))
                .toList();
    }

    private static DefaultScheduleEvent<?> evenement(LigneDeSession l) {
        SessionInfo s = l.session();
        Jauge j = l.jauge();
        return DefaultScheduleEvent.builder()
                .id(String.valueOf(s.id()))
                // Les places d'abord : un intitulé long se coupe dans la case d'un seul jour.
                .title((j == null ? "" : j.enClair() + " · ") + s.intitule() + ", " + s.lieu())
                .startDate(s.debut().atStartOfDay())
                .endDate(s.fin().plusDays(1).atStartOfDay())
                .allDay(true)
                .styleClass(j != null && j.complete() ? "agenda-complet" : "")
                .url(FacesContext.getCurrentInstance().getExternalContext().getRequestContextPath()
                        + "/inscription/session.xhtml?id=" + s.id())
                .build();
    }
}
