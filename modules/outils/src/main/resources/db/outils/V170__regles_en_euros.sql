-- Un tarif est une règle datée comme une autre : sa valeur est en euros, au centime.
alter table outils.regle
  drop constraint ck_regle_unite,
  add constraint ck_regle_unite
    check (unite in ('NOMBRE', 'JOURS', 'MOIS', 'MINUTES', 'HEURES', 'POURCENT', 'COEFFICIENT', 'EUROS', 'PRINCIPE')),
  drop constraint ck_regle_valeur_entiere_si_elle_compte,
  add constraint ck_regle_valeur_entiere_si_elle_compte
    check (unite in ('HEURES', 'POURCENT', 'COEFFICIENT', 'EUROS') or valeur = trunc(valeur));
