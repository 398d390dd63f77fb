-- La boîte d'envoi devient celle de toute la maison (outils.envoi, docs/adr/0023) : chaque courrier, parti, abandonné ou en
-- attente, y passe dans l'ordre de son dépôt.
insert into outils.envoi (canal, destinataire, objet, texte, collectivite_id, fugace, depose_le, essais, essayer_le, parti_le, abandonne_le, erreur)
select 'courriel', destinataire, objet, texte, collectivite_id, fugace, depose_le, essais, essayer_le, parti_le,
       case when parti_le is null then abandonne_le end,
       case when abandonne_le is not null then coalesce(erreur, 'Abandonné sans que la raison ait été gardée.') else erreur end
  from garde.courrier order by id;
drop table garde.courrier;
