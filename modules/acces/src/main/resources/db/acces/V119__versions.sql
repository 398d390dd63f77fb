-- Ce qui se lit, se juge et s'écrit porte une version : de deux écritures parties de la même lecture, la seconde s'en aperçoit. Un ordre
-- qui change une qualité sans la lire d'abord avance sa version lui aussi.
alter table acces.compte add column version int not null default 1;
alter table acces.moyen add column version int not null default 1;
alter table acces.personne add column version int not null default 1;
